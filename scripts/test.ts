/** `npm test`: the checks and every suite of the short lane; two at a time, but for those that want the machine. */
import { spawn } from "node:child_process";
import { suites, type Suite } from "./suites.js";

interface Outcome {
  readonly suite: Suite;
  readonly passed: boolean;
  readonly seconds: number;
}

const HELP = `npm test -- [SUITE…]

Suites: ${suites.map(({ name }) => name).join(", ")}. Without names all of them run.`;

const wanted = process.argv.slice(2);
if (wanted.includes("--help")) {
  console.log(HELP);
  process.exit(0);
}
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`no such suite: ${unknown.join(", ")}\n${HELP}`);
  process.exit(2);
}

const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const outcomes: Outcome[] = [];
const together = chosen.filter(({ isAlone }) => isAlone !== true);
await Promise.all([runAll(together), runAll(together)]);
await runAll(chosen.filter(({ isAlone }) => isAlone === true));
for (const { suite, passed, seconds } of outcomes) {
  console.log(`${passed ? "ok  " : "FAIL"} ${suite.name} (${seconds.toFixed(0)} s)`);
}
const failed = outcomes.filter(({ passed }) => !passed).length;
console.log(`suites: ${outcomes.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Runs what is left in the queue, which others may take from too. */
async function runAll(queue: Suite[]): Promise<void> {
  for (let suite = queue.shift(); suite !== undefined; suite = queue.shift()) outcomes.push(await run(suite));
}

/** What runs beside others is shown once it has ended, so that their lines stay apart. */
async function run(suite: Suite): Promise<Outcome> {
  const title = `\n== ${suite.name}: ${suite.meaning}\n`;
  const isAlone = suite.isAlone === true;
  if (isAlone) process.stdout.write(title);
  const started = performance.now();
  const [command = "", ...args] = suite.command;
  const child = spawn(command, args, {
    stdio: isAlone ? "inherit" : ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...suite.env },
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part: Buffer) => said.push(part));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (!isAlone) process.stdout.write(Buffer.concat([Buffer.from(title), ...said]));
  return { suite, passed: code === 0, seconds: (performance.now() - started) / 1000 };
}
