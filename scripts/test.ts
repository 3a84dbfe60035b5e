/** `npm test`: the checks and every suite of the short lane, in the order in which they fail soonest. */
import { spawnSync } from "node:child_process";
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

const outcomes = suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).map(run);
for (const { suite, passed, seconds } of outcomes) {
  console.log(`${passed ? "ok  " : "FAIL"} ${suite.name} (${seconds.toFixed(0)} s)`);
}
const failed = outcomes.filter(({ passed }) => !passed).length;
console.log(`suites: ${outcomes.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function run(suite: Suite): Outcome {
  console.log(`\n== ${suite.name}: ${suite.meaning}`);
  const started = performance.now();
  const [command = "", ...args] = suite.command;
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...suite.env } });
  return { suite, passed: status === 0, seconds: (performance.now() - started) / 1000 };
}
