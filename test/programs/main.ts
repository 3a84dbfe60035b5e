/** `npm run test:programs`: real programs, converted and held to what they do, and the table of what came of it. */
import { parseArgs } from "node:util";
import * as z from "zod";
import { circumstances } from "../../bench/machine.js";
import { CommandError, run } from "../../harness/command.js";
import { ROOT, stage } from "../integration/stage.js";
import { refusalOf } from "../matrix/check.js";
import { checkProgram } from "./check.js";
import { convertExample, isGoodExample } from "./example.js";
import { complaintsOf, isGood, LEVELS, type Level, type Result } from "./outcome.js";
import type { Program } from "./program.js";
import { programs } from "./programs.js";
import { record, recordExample, writeTruth } from "./record.js";
import { findPyInstaller } from "./rivals/pyinstaller.js";
import type { Rivals } from "./rivals/rivals.js";

const HELP = `npm run test:programs [-- --only=PATTERN] [--prune=none|safe|strict] [--rivals] [--list] [--no-record]

Makes the images of test/programs/programs.ts, converts each, does both workloads with source and result, and writes
docs/programs.md and docs/programs.json (not with --no-record), and each program's truth into .cache/truth. --only runs the
programs whose names match the regular expression; all else keeps what it had. --prune is none if it is not said.
--rivals also asks two other analyses what they would keep: one of import statements alone, and PyInstaller's, from PyPI.
The example that README shows is converted as LINK static at the end, where --only matches "example".
Uses our Docker 28; FAKTORY_TEST_INSTANCE names an engine beside the usual one.`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    prune: { type: "string" },
    rivals: { type: "boolean" },
    list: { type: "boolean" },
    "no-record": { type: "boolean" },
    help: { type: "boolean" },
  },
});
const prune = z.enum(LEVELS).default("none").safeParse(values.prune);
const isChosen = (name: string): boolean => new RegExp(values.only ?? "", "i").test(name);
const chosen = programs.filter(({ name }) => isChosen(name));
if (values.help === true) console.log(HELP);
else if (values.list === true) for (const { name } of chosen) console.log(name);
else if (!prune.success) fail(`--prune is one of ${LEVELS.join(", ")}`);
else if (chosen.length === 0 && !isChosen("example")) fail(`no program matches ${values.only ?? ""}`);
else await runPrograms(chosen, prune.data);

async function runPrograms(some: readonly Program[], level: Level): Promise<void> {
  await run(["node_modules/.bin/tsx", "scripts/bundle.ts"], { cwd: ROOT });
  const on = await stage("28");
  const about = await circumstances(on.engine, new Date());
  const pyinstaller = values.rivals === true ? await findPyInstaller() : undefined;
  if (pyinstaller !== undefined && "skipped" in pyinstaller) console.log(`SKIPPED: ${pyinstaller.skipped}`);
  let bad = 0;
  for (const program of some) {
    const started = performance.now();
    const { result, rivals } = await resultOf(program);
    const good = isGood(result, level);
    if (!good) bad++;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`${good ? "ok  " : "FAIL"} ${program.name} (${seconds} s)`);
    for (const complaint of complaintsOf(result)) console.log(`     ${complaint}`);
    // After each program: what an interrupted run has found is not lost.
    if (values["no-record"] !== true) await record(about, program.name, level, result, rivals);
  }
  if (isChosen("example")) {
    const example = await convertExample(on, level, about.date);
    console.log(`${isGoodExample(example) ? "ok  " : "FAIL"} example: ${JSON.stringify(example)}`);
    if (!isGoodExample(example)) bad++;
    if (values["no-record"] !== true) await recordExample(about, level, example);
  }
  const tried = some.length + (isChosen("example") ? 1 : 0);
  console.log(`programs, PRUNE ${level}: ${tried - bad} as they have to be, ${bad} not`);
  process.exitCode = bad === 0 ? 0 : 1;

  async function resultOf(program: Program): Promise<{ result: Result; rivals?: Rivals }> {
    try {
      const { truth, ...rest } = await checkProgram(on, program, level, { date: about.date, pyinstaller });
      await writeTruth(program.name, truth);
      return rest;
    } catch (error) {
      // Without the command line: it has this machine's folders in it.
      const said = error instanceof CommandError ? refusalOf(error.finished.stderr) : String(error);
      return { result: { date: about.date, failed: said } };
    }
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
