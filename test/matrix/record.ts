import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import * as z from "zod";
import { Circumstances } from "../../bench/machine.js";
import { ROOT } from "../integration/stage.js";
import { completed, Outcome } from "./outcome.js";
import { page } from "./page.js";
import { rows } from "./rows.js";

/** docs/matrix.json: the last outcome of each row. */
const Matrix = z.object({
  format: z.literal(1),
  circumstances: Circumstances,
  rows: z.array(Outcome),
});

const JSON_FILE = join(ROOT, "docs/matrix.json");
const PAGE_FILE = join(ROOT, "docs/matrix.md");

/** Puts outcomes in the place of the same rows' last ones; rows that never ran stand there as such. */
export async function record(circumstances: Circumstances, outcomes: readonly Outcome[]): Promise<void> {
  const known = new Map((await recorded()).map((outcome) => [outcome.row, outcome]));
  for (const outcome of outcomes) known.set(outcome.row, completed(outcome, known.get(outcome.row)));
  const all = rows.map(({ name }) => known.get(name) ?? neverRun(name, circumstances.date));
  await write(JSON_FILE, JSON.stringify({ format: 1, circumstances, rows: all }));
  await write(PAGE_FILE, page(circumstances, all));
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { filepath: file, printWidth: 110 }));
}

function neverRun(row: string, date: string): Outcome {
  return { row, date, python: "", note: "", halves: { notRun: "NOT RUN YET" } };
}

async function recorded(): Promise<readonly Outcome[]> {
  const text = await readFile(JSON_FILE, "utf8").catch(() => undefined);
  return text === undefined ? [] : Matrix.parse(JSON.parse(text)).rows;
}
