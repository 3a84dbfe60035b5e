/** `npm run test:corpus`: small programs, one per trap, converted and run, and the table of what came of it. */
import { parseArgs } from "node:util";
import * as z from "zod";
import { circumstances } from "../../bench/machine.js";
import { CommandError, run } from "../../harness/command.js";
import { ROOT, stage } from "../integration/stage.js";
import { refusalOf } from "../matrix/check.js";
import { readCases, type Case } from "./case.js";
import { checkCase } from "./check.js";
import { provideBases } from "./image.js";
import { isGood, LEVELS, type Outcome } from "./outcome.js";
import { complaintsOf } from "./page.js";
import { record } from "./record.js";

const HELP = `npm run test:corpus [-- --only=PATTERN] [--prune=none|safe|strict] [--link=auto|static|dynamic] [--list] [--no-record]

Makes the source image of each case in test/corpus/cases, demands in every variant what its case.json says, converts it,
demands the same of the result, and writes docs/corpus.md and docs/corpus.json (not with --no-record). --only runs the
cases whose names match the regular expression; all else keeps what it had. --prune is safe if it is not said, --link is auto.
Uses our Docker 28; FAKTORY_TEST_INSTANCE names an engine beside the usual one.`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    prune: { type: "string" },
    link: { type: "string" },
    list: { type: "boolean" },
    "no-record": { type: "boolean" },
    help: { type: "boolean" },
  },
});
const Asked = z.object({
  prune: z.enum(LEVELS).default("safe"),
  link: z.enum(["auto", "static", "dynamic"]).default("auto"),
});
const asked = Asked.safeParse(values);
const cases = await readCases();
const chosen = cases.filter(({ name }) => new RegExp(values.only ?? "", "i").test(name));
if (values.help === true) console.log(HELP);
else if (values.list === true) for (const { name, of } of chosen) console.log(`${name}: ${of}`);
else if (!asked.success) fail(`${z.prettifyError(asked.error)}\n\n${HELP}`);
else if (chosen.length === 0) fail(`no case matches ${values.only ?? ""}`);
else await runCases(chosen, asked.data);

async function runCases(some: readonly Case[], how: z.infer<typeof Asked>): Promise<void> {
  await run(["node_modules/.bin/tsx", "scripts/bundle.ts"], { cwd: ROOT });
  const on = await stage("28");
  await provideBases(on.engine, some);
  const about = await circumstances(on.engine, new Date());
  let bad = 0;
  for (const one of some) {
    const started = performance.now();
    const outcome = await outcomeOf(one);
    if (!isGood(outcome)) bad++;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${isGood(outcome) ? "ok  " : "FAIL"} ${one.name} (${outcome.variants} variants, ${seconds} s)`,
    );
    for (const complaint of complaintsOf(outcome)) console.log(`     ${complaint}`);
    // After each case: what an interrupted run has found is not lost.
    if (values["no-record"] !== true) await record(about, cases, how.prune, new Map([[one.name, outcome]]));
  }
  console.log(`corpus, PRUNE ${how.prune}: ${some.length - bad} cases pass, ${bad} do not`);
  process.exitCode = bad === 0 ? 0 : 1;

  async function outcomeOf(one: Case): Promise<Outcome> {
    try {
      return await checkCase(on, one, how, about.date);
    } catch (error) {
      // Without the command line: it has this machine's folders in it.
      const said = error instanceof CommandError ? refusalOf(error.finished.stderr) : String(error);
      return {
        ...{ date: about.date, link: how.link, variants: one.variants.length },
        ...{ source: [said], result: [], present: [], bytes: { source: 0, result: 0 } },
      };
    }
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
