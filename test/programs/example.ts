import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { fetchFrom } from "../../harness/fetch.js";
import { readImage, type Image } from "../../harness/image.js";
import { ROOT, type Stage } from "../integration/stage.js";
import { refusalOf } from "../matrix/check.js";
import type { Level } from "./outcome.js";

/** What came of examples/flask by its Kontainfile.static. */
export const Example = z.union([
  z.object({
    date: z.string(),
    /** Bytes of all files of the images. */
    size: z.object({ source: z.number(), result: z.number() }),
    /** Bytes of the layers, compressed as a registry holds them. */
    layers: z.object({ source: z.number(), result: z.number() }),
    /** Of python.km, which `result` includes. */
    python: z.number(),
    /** Whether both give the same page. */
    same: z.boolean(),
  }),
  z.object({ date: z.string(), failed: z.string() }),
]);
export type Example = z.infer<typeof Example>;

const FOLDER = join(ROOT, "examples/flask");
const PORT = 8080;

export function isGoodExample(example: Example): boolean {
  return "same" in example && example.same;
}

/** Converts the example as its Kontainfile.static says, with a level of PRUNE besides. */
export async function convertExample(stage: Stage, level: Level, date: string): Promise<Example> {
  try {
    return await converted(stage, level, date);
  } catch (error) {
    return { date, failed: String(error) };
  }
}

async function converted(stage: Stage, level: Level, date: string): Promise<Example> {
  const { engine } = stage;
  const source = await stage.sourceImage("my/flask-app", FOLDER);
  const tag = `faktory-programs/${level}:example`;
  const text = await readFile(join(FOLDER, "Kontainfile.static"), "utf8");
  const own = text.replace(/^# syntax=.*\n/, "");
  const trace = level === "strict" ? `TRACE --http=GET:/ --port=${PORT}\n` : "";
  const { code, stderr } = await stage.attempt({ kontainfile: `${own}\nPRUNE ${level}\n${trace}`, tag });
  if (code !== 0) return { date, failed: `does not convert: ${refusalOf(stderr)}` };
  const [before, after] = [await readImage(engine, source), await readImage(engine, tag)];
  const payload = [...after.files.values()].find(({ path, type }) => type === "file" && path.endsWith(".km"));
  const pages = [await fetchFrom(engine, source, PORT), await fetchFrom(engine, tag, PORT)];
  await engine.docker("rmi", "--force", tag);
  return {
    date,
    size: { source: before.size, result: after.size },
    layers: { source: layersOf(before), result: layersOf(after) },
    python: payload?.size ?? 0,
    same: pages[0] === pages[1],
  };
}

function layersOf({ layers }: Image): number {
  return layers.reduce((sum, { size }) => sum + size, 0);
}
