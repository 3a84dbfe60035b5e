import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Image } from "../../harness/image.js";
import { resolve } from "../integration/results/contents.js";
import type { Stage } from "../integration/stage.js";
import { answersOf } from "./answers.js";
import { makeTruth } from "./image.js";
import type { Program } from "./program.js";

/** The files of Python code and data that a full run of both workloads opens, and their bytes, by path. */
export type Truth = ReadonlyMap<string, number>;

/** Where these lie: the standard library's folders and the import folders of Debian's python. */
export const FOLDERS = /^usr\/(local\/)?lib\/python3/;

/** What a program opens, and which of it a python opens that does nothing. */
export interface Opened {
  readonly truth: Truth;
  readonly start: ReadonlySet<string>;
}

/** Runs both workloads where an audit hook writes down what is opened. */
export async function openedBy(
  stage: Stage,
  program: Program,
  source: string,
  image: Image,
): Promise<Opened> {
  const tag = await makeTruth(stage.engine, source);
  try {
    const truth = await noted(image, async (options) => {
      for (const workload of [program.seen, program.held])
        await answersOf(stage, tag, program, workload, options);
    });
    const start = await noted(image, async (options) => {
      await stage.engine.docker("run", "--rm", ...options, "--entrypoint", "python3", tag, "-c", "pass");
    });
    return { truth, start: new Set(start.keys()) };
  } finally {
    await stage.engine.docker("rmi", "--force", tag);
  }
}

async function noted(image: Image, run: (options: readonly string[]) => Promise<void>): Promise<Truth> {
  const folder = await mkdtemp(join(tmpdir(), "faktory-truth-"));
  try {
    await chmod(folder, 0o1777);
    await run(["--volume", `${folder}:/truth`]);
    const text = await readFile(join(folder, "opened"), "utf8");
    return withBytes(image, text.split("\n"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where the bookworm's python keeps what it compiled of a source. */
export function cachedOf(path: string): string {
  return path.replace(/([^/]+)\.py$/, "__pycache__/$1.cpython-311.pyc");
}

/** A module that is read from its .pyc needs its source too: by that it is found, and the .pyc is checked. */
function withBytes(image: Image, opened: readonly string[]): Truth {
  const paths = opened.flatMap((path) => {
    const [, folder, name] = /^(.*)\/__pycache__\/([^/]+?)\.[\w-]+(?:\.opt-\d)?\.pyc$/.exec(path) ?? [];
    return folder === undefined ? [path] : [path, `${folder}/${name ?? ""}.py`];
  });
  const truth = new Map<string, number>();
  for (const path of [...new Set(paths)].sort()) {
    const bytes = bytesOf(image, path.slice(1));
    if (bytes !== undefined && FOLDERS.test(path.slice(1))) truth.set(path, bytes);
  }
  return truth;
}

function bytesOf(image: Image, path: string): number | undefined {
  const target = resolve(image, path);
  const file = target === undefined ? undefined : image.files.get(target);
  if (file === undefined || (file.type !== "file" && file.type !== "hardlink")) return undefined;
  return file.size;
}

/** What of the truth a result has not. */
export function missingFrom(truth: Truth, result: Image): readonly string[] {
  return [...truth.keys()].filter((path) => resolve(result, path.slice(1)) === undefined);
}

/**
 * Bytes of the files that a result has in those folders, as large as they are in the source: a C module that is linked
 * into python.km leaves a placeholder, and counts as what it was.
 */
export function keptBytes(source: Image, result: Image): number {
  let sum = 0;
  for (const [path, { type }] of result.files) {
    if (type === "file" && FOLDERS.test(path)) sum += source.files.get(path)?.size ?? 0;
  }
  return sum;
}
