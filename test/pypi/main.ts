/** `npm run test:pypi`: wheels of PyPI, relinked, and the table of what came of it. */
import { parseArgs } from "node:util";
import { circumstances } from "../../bench/machine.js";
import { CommandError, run } from "../../harness/command.js";
import { ROOT, stage } from "../integration/stage.js";
import { refusalOf } from "../matrix/check.js";
import { checkRow } from "./check.js";
import { isLinked, type Outcome } from "./outcome.js";
import { record } from "./record.js";
import type { Row } from "./row.js";
import { allRows } from "./rows.js";

const HELP = `npm run test:pypi [-- --only=PATTERN] [--list] [--no-record]

Makes the source images of test/pypi/rows.ts of wheels, converts each with LINK static, runs a program and the package's
own tests in source and result, and writes docs/relinked.md and docs/relinked.json (not with --no-record) after each row.
--only runs the rows whose names match the regular expression; all else keeps what it had. Skipped where PyPI does not
answer. Uses our Docker 28; FAKTORY_TEST_INSTANCE names an engine beside the usual one.
The first run compiles all packages: some hours on two cores.`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    list: { type: "boolean" },
    "no-record": { type: "boolean" },
    help: { type: "boolean" },
  },
});
const chosen = allRows.filter(({ name }) => new RegExp(values.only ?? "", "i").test(name));
if (values.help === true) console.log(HELP);
else if (values.list === true) for (const { name } of chosen) console.log(name);
else if (chosen.length === 0) fail(`no row matches ${values.only ?? ""}`);
else {
  const silence = await silenceOfPyPI();
  const possible = silence === undefined ? chosen : chosen.filter(({ packages }) => packages !== undefined);
  const left = chosen.length - possible.length;
  if (left > 0)
    console.log(`SKIPPED: ${left} rows of PyPI's wheels, because PyPI does not answer: ${silence}`);
  await runRows(possible);
}

async function runRows(some: readonly Row[]): Promise<void> {
  await run(["node_modules/.bin/tsx", "scripts/bundle.ts"], { cwd: ROOT });
  const on = await stage("28");
  const about = await circumstances(on.engine, new Date());
  let bad = 0;
  for (const row of some) {
    const started = performance.now();
    const outcome = await outcomeOf(row);
    if (!isLinked(outcome)) bad++;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`${isLinked(outcome) ? "ok  " : "FAIL"} ${row.name} (${seconds} s)`);
    for (const text of [outcome.refused ?? [], outcome.wrong].flat()) console.log(`     ${text}`);
    // After each row: what an interrupted run has found is not lost.
    if (values["no-record"] !== true) await record(about, outcome);
  }
  console.log(`pypi: ${some.length - bad} rows are one static file, ${bad} not`);
  process.exitCode = bad === 0 ? 0 : 1;

  async function outcomeOf(row: Row): Promise<Outcome> {
    try {
      return await checkRow(on, row, about.date);
    } catch (error) {
      // Without the command line: it has this machine's folders in it.
      const said = error instanceof CommandError ? refusalOf(error.finished.stderr) : String(error);
      const versions = [...(row.packages ?? row.requirements ?? [])];
      return { row: row.name, date: about.date, versions, wrong: [`the source image: ${said}`], seconds: {} };
    }
  }
}

/** Why PyPI cannot be asked, if it cannot. */
async function silenceOfPyPI(): Promise<string | undefined> {
  try {
    const response = await fetch("https://pypi.org/simple/pip/", { signal: AbortSignal.timeout(30_000) });
    return response.ok ? undefined : `status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? `${error.message} ${String(error.cause ?? "")}`.trim() : String(error);
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
