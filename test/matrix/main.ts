/** `npm run test:matrix`: source images of every kind, converted and run, and the table of what came of it. */
import { parseArgs } from "node:util";
import { circumstances } from "../../bench/machine.js";
import { CommandError, run } from "../../harness/command.js";
import { ROOT, stage } from "../integration/stage.js";
import { checkRow, LINKS, refusalOf } from "./check.js";
import { isGood, type Outcome } from "./outcome.js";
import { record } from "./record.js";
import { rows, type Row } from "./rows.js";

const HELP = `npm run test:matrix [-- --only=PATTERN] [--link=static|dynamic] [--list]

Makes the source images of test/matrix/rows.ts, converts each with LINK static and LINK dynamic, compares what runs in
source and results, and writes docs/matrix.md and docs/matrix.json. --only runs the rows whose names match the regular
expression, --link tries one conversion of each; all else keeps what it had. Uses our Docker 28; FAKTORY_TEST_INSTANCE names an engine beside the usual one.
The first run builds several CPythons and their toolchains: an hour or more on two cores.`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    link: { type: "string" },
    list: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const links = LINKS.filter((link) => values.link === undefined || values.link === link);
const chosen = rows.filter(({ name }) => new RegExp(values.only ?? "", "i").test(name));
if (values.help === true) console.log(HELP);
else if (values.list === true) for (const { name } of chosen) console.log(name);
else if (chosen.length === 0) fail(`no row matches ${values.only ?? ""}`);
else if (links.length === 0) fail(`--link is static or dynamic`);
else await runRows(chosen);

async function runRows(some: readonly Row[]): Promise<void> {
  await run(["node_modules/.bin/tsx", "scripts/bundle.ts"], { cwd: ROOT });
  const on = await stage("28");
  const now = new Date();
  const about = await circumstances(on.engine, now);
  let bad = 0;
  for (const row of some) {
    const started = performance.now();
    const outcome = await outcomeOf(row);
    if (!isGood(outcome)) bad++;
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`${isGood(outcome) ? "ok  " : "FAIL"} ${row.name} (${seconds} s)`);
    if (!isGood(outcome)) console.log(JSON.stringify(outcome.halves, undefined, 2));
    // After each row: what an interrupted run has found is not lost.
    await record(about, [outcome]);
  }
  console.log(`matrix: ${some.length - bad} rows as they have to be, ${bad} not`);
  process.exitCode = bad === 0 ? 0 : 1;

  async function outcomeOf(row: Row): Promise<Outcome> {
    const date = about.date;
    try {
      return await checkRow(on, row, date, links);
    } catch (error) {
      // Without the command line: it has this machine's folders in it.
      const said = error instanceof CommandError ? refusalOf(error.finished.stderr) : String(error);
      const half = { kind: "failed", reason: `the source image: ${said}` } as const;
      return { row: row.name, date, python: "", note: "", halves: { static: half, dynamic: half } };
    }
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
