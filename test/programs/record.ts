import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import * as z from "zod";
import { Circumstances } from "../../bench/machine.js";
import { ROOT } from "../integration/stage.js";
import { Result, type Level } from "./outcome.js";
import { page } from "./page.js";
import { programs } from "./programs.js";
import type { Truth } from "./truth.js";

/** The last results of one program, by level of PRUNE. */
const Recorded = z.object({
  program: z.string(),
  none: Result.optional(),
  safe: Result.optional(),
  strict: Result.optional(),
});
export type Recorded = z.infer<typeof Recorded>;

/** docs/programs.json. */
const Programs = z.object({
  format: z.literal(1),
  circumstances: Circumstances,
  programs: z.array(Recorded),
});

const JSON_FILE = join(ROOT, "docs/programs.json");
const PAGE_FILE = join(ROOT, "docs/programs.md");
const TRUTHS = join(ROOT, ".cache/truth");

/** Puts a program's result at one level in the place of its last one. */
export async function record(
  circumstances: Circumstances,
  name: string,
  level: Level,
  result: Result,
): Promise<void> {
  const known = new Map((await recorded()).map((one) => [one.program, one]));
  const all = programs.map((program): Recorded => ({
    ...known.get(program.name),
    program: program.name,
    ...(program.name === name ? { [level]: result } : {}),
  }));
  await write(JSON_FILE, JSON.stringify({ format: 1, circumstances, programs: all }));
  await write(PAGE_FILE, page(circumstances, all));
}

/** Writes the truth of a program beside the repository's files, for whoever wants to look into it. */
export async function writeTruth(name: string, truth: Truth): Promise<void> {
  await mkdir(TRUTHS, { recursive: true });
  const text = JSON.stringify({ format: 1, program: name, files: Object.fromEntries(truth) }, null, 1);
  await writeFile(join(TRUTHS, `${name}.json`), `${text}\n`);
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, await format(text, { filepath: file, printWidth: 110 }));
}

async function recorded(): Promise<readonly Recorded[]> {
  const text = await readFile(JSON_FILE, "utf8").catch(() => undefined);
  return text === undefined ? [] : Programs.parse(JSON.parse(text)).programs;
}
