import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import * as z from "zod";
import { Circumstances } from "../../bench/machine.js";
import { ROOT } from "../integration/stage.js";
import { Example } from "./example.js";
import { LEVELS, Result, type Level } from "./outcome.js";
import { page } from "./page.js";
import { programs } from "./programs.js";
import { Rivals } from "./rivals/rivals.js";
import type { Truth } from "./truth.js";

/** The last results of one program, by level of PRUNE, and the last of the other analyses. */
const Recorded = z.object({
  program: z.string(),
  none: Result.optional(),
  safe: Result.optional(),
  strict: Result.optional(),
  rivals: Rivals.optional(),
});
export type Recorded = z.infer<typeof Recorded>;

/** docs/programs.json. */
const Programs = z.object({
  format: z.literal(1),
  circumstances: Circumstances,
  programs: z.array(Recorded),
  /** The example as LINK static. */
  example: z.partialRecord(z.enum(LEVELS), Example).optional(),
});
export type Programs = z.infer<typeof Programs>;

const JSON_FILE = join(ROOT, "docs/programs.json");
const PAGE_FILE = join(ROOT, "docs/programs.md");
const TRUTHS = join(ROOT, ".cache/truth");

/** Puts a program's result at one level, and what others would keep where that was asked, in the place of its last one. */
export async function record(
  circumstances: Circumstances,
  name: string,
  level: Level,
  result: Result,
  rivals: Rivals | undefined,
): Promise<void> {
  const { programs: before = [], example } = (await recorded()) ?? {};
  const known = new Map(before.map((one) => [one.program, one]));
  const all = programs.map((program): Recorded => ({
    ...known.get(program.name),
    program: program.name,
    ...(program.name === name ? { [level]: result } : {}),
    ...(program.name === name && rivals !== undefined ? { rivals } : {}),
  }));
  await writeBoth({ format: 1, circumstances, programs: all, example });
}

/** Puts what came of the example at one level in the place of its last one. */
export async function recordExample(
  circumstances: Circumstances,
  level: Level,
  example: Example,
): Promise<void> {
  const { programs: all = [], example: before } = (await recorded()) ?? {};
  await writeBoth({ format: 1, circumstances, programs: all, example: { ...before, [level]: example } });
}

async function writeBoth(all: Programs): Promise<void> {
  await write(JSON_FILE, JSON.stringify(all));
  await write(PAGE_FILE, page(all));
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

async function recorded(): Promise<Programs | undefined> {
  const text = await readFile(JSON_FILE, "utf8").catch(() => undefined);
  return text === undefined ? undefined : Programs.parse(JSON.parse(text));
}
