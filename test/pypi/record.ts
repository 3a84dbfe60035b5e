import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import * as z from "zod";
import { Circumstances } from "../../bench/machine.js";
import { ROOT } from "../integration/stage.js";
import { completed, Outcome } from "./outcome.js";
import { page } from "./page.js";
import { allRows } from "./rows.js";

/** docs/relinked.json. */
const Relinked = z.object({
  format: z.literal(1),
  circumstances: Circumstances,
  rows: z.array(Outcome),
});

const JSON_FILE = join(ROOT, "docs/relinked.json");
const PAGE_FILE = join(ROOT, "docs/relinked.md");

/** Puts an outcome in the place of the row's last one. */
export async function record(circumstances: Circumstances, outcome: Outcome): Promise<void> {
  const known = new Map((await recorded()).map((one) => [one.row, one]));
  known.set(outcome.row, completed(outcome, known.get(outcome.row)));
  const all = allRows.flatMap(({ name }) => known.get(name) ?? []);
  await write(JSON_FILE, JSON.stringify({ format: 1, circumstances, rows: all }));
  await write(PAGE_FILE, page(circumstances, all));
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { filepath: file, printWidth: 110 }));
}

async function recorded(): Promise<readonly Outcome[]> {
  const text = await readFile(JSON_FILE, "utf8").catch(() => undefined);
  return text === undefined ? [] : Relinked.parse(JSON.parse(text)).rows;
}
