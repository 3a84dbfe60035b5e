import { parseArgs } from "node:util";
import { provideBaseImage } from "./base/provide.js";
import { chosenEngine, parseVersion } from "./engine/choose.js";

const help = `npm run base-images -- [--docker=20|28] suite…

  Gives the test engine (started if need be) the base images of Debian's or Ubuntu's suites, e.g.
  bookworm trixie bullseye noble, under their usual names: debian:bookworm, debian:bookworm-slim.
  Pulls them where a registry answers, else makes them from the distribution's packages, as root.
`;

async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { docker: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(help);
    return;
  }
  const engine = await chosenEngine(values.docker === undefined ? undefined : parseVersion(values.docker));
  for (const suite of positionals) {
    const begun = Date.now();
    const image = await provideBaseImage(engine, suite);
    process.stdout.write(`${image} is on ${engine.host} (${Date.now() - begun} ms)\n`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
