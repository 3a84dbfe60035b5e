import { parseArgs } from "node:util";
import { chosenEngine, chosenRunningEngine, parseVersion } from "./engine/choose.js";
import { givenEngine } from "./engine/given.js";
import { versions, type Version } from "./engine/places.js";
import { runningEngine, stopEngine, type Engine } from "./engine/start.js";

const help = `npm run engine -- start|stop|env|status [--docker=20|28] [--purge]

  start    start the test engine and wait till it answers; does nothing where it runs already
  stop     stop it and clean up after it; images and build cache stay, but with --purge
  env      print the export lines after which "docker build" in this shell means that engine:
             eval "$(npm run --silent engine -- env --docker=20)"
  status   say which engines run

  --docker=20|28   an engine of ours of that version, as root, from Debian's packages.
                   Without it: the Docker of $DOCKER_HOST or of the machine if it answers, else our 20.

  $FAKTORY_TEST_INSTANCE names an engine of ours beside the usual one; stop, too, then means that one alone.
`;

const INSTANCE = process.env["FAKTORY_TEST_INSTANCE"] ?? "";

async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { docker: { type: "string" }, purge: { type: "boolean" }, help: { type: "boolean" } },
  });
  const [command, ...rest] = positionals;
  if (values.help === true || command === undefined || rest.length > 0) {
    print(help);
    return;
  }
  const version = values.docker === undefined ? undefined : parseVersion(values.docker);
  switch (command) {
    case "start":
      return start(version);
    case "stop":
      for (const each of version === undefined ? versions : [version]) await stop(each, values.purge);
      return;
    case "env":
      return env(version);
    case "status":
      return status();
    default:
      throw new Error(`no such command: ${command}\n\n${help}`);
  }
}

async function start(version: Version | undefined): Promise<void> {
  const begun = Date.now();
  const engine = await chosenEngine(version, INSTANCE);
  print(`Docker ${await serverVersion(engine)} answers on ${engine.host} (${Date.now() - begun} ms)\n`);
}

async function stop(version: Version, purge = false): Promise<void> {
  await stopEngine(version, INSTANCE, purge);
  print(`Docker ${version}${INSTANCE} of ours is stopped\n`);
}

async function env(version: Version | undefined): Promise<void> {
  const found = await chosenRunningEngine(version, INSTANCE);
  if (found === undefined)
    throw new Error("that engine does not run; start it with: npm run engine -- start");
  for (const [name, value] of Object.entries(found.env)) {
    const tail = `:${process.env["PATH"] ?? ""}`;
    const text =
      name === "PATH" && value.endsWith(tail)
        ? `${quote(value.slice(0, -tail.length))}:"$PATH"`
        : quote(value);
    print(`export ${name}=${text}\n`);
  }
}

async function status(): Promise<void> {
  const given = await givenEngine();
  if (given !== undefined) print(`given: Docker ${await serverVersion(given)} on ${given.host}\n`);
  for (const version of versions) {
    const engine = await runningEngine(version, INSTANCE);
    print(
      `${version}: ${engine === undefined ? "stopped" : `Docker ${await serverVersion(engine)} on ${engine.host}`}\n`,
    );
  }
}

async function serverVersion(engine: Engine): Promise<string> {
  return (await engine.docker("version", "--format", "{{.Server.Version}}")).trim();
}

function quote(text: string): string {
  return /^[\w/.:=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function print(text: string): void {
  process.stdout.write(text);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
