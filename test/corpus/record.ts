import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import * as z from "zod";
import { Circumstances } from "../../bench/machine.js";
import { ROOT } from "../integration/stage.js";
import type { Case } from "./case.js";
import { Outcome, type Level } from "./outcome.js";
import { page } from "./page.js";

/** The last outcomes of one case, by level of PRUNE. */
const Recorded = z.object({
  case: z.string(),
  of: z.string(),
  none: Outcome.optional(),
  safe: Outcome.optional(),
  strict: Outcome.optional(),
});
export type Recorded = z.infer<typeof Recorded>;

/** docs/corpus.json. */
const Corpus = z.object({ format: z.literal(1), circumstances: Circumstances, cases: z.array(Recorded) });

const JSON_FILE = join(ROOT, "docs/corpus.json");
const PAGE_FILE = join(ROOT, "docs/corpus.md");

/** Puts outcomes at one level in the place of the same cases' last ones; a case that is no more goes. */
export async function record(
  circumstances: Circumstances,
  cases: readonly Case[],
  level: Level,
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<void> {
  const known = new Map((await recorded()).map((one) => [one.case, one]));
  const all = cases.map(({ name, of }): Recorded => {
    const outcome = outcomes.get(name);
    return {
      ...known.get(name),
      case: name,
      of,
      ...(outcome === undefined ? {} : { [level]: outcome }),
    };
  });
  await write(JSON_FILE, JSON.stringify({ format: 1, circumstances, cases: all }));
  await write(PAGE_FILE, page(circumstances, all));
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { filepath: file, printWidth: 110 }));
}

async function recorded(): Promise<readonly Recorded[]> {
  const text = await readFile(JSON_FILE, "utf8").catch(() => undefined);
  return text === undefined ? [] : Corpus.parse(JSON.parse(text)).cases;
}
