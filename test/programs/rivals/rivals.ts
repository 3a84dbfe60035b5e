import * as z from "zod";
import { lastLines } from "../../../harness/command.js";
import type { Image } from "../../../harness/image.js";
import { resolve } from "../../integration/results/contents.js";
import type { Stage } from "../../integration/stage.js";
import { makeRivals } from "../image.js";
import type { Program } from "../program.js";
import { cachedOf, FOLDERS, type Truth } from "../truth.js";
import type { PyInstaller } from "./pyinstaller.js";

/** What another analysis of the same program would keep, or why there is none. */
const Rival = z.union([
  z.object({
    /** Files of the truth that it has not, but for what only a python's own start opens. */
    missing: z.number(),
    /** The first of them. */
    missed: z.array(z.string()),
    keptBytes: z.number(),
    seconds: z.number(),
  }),
  z.object({ skipped: z.string() }),
]);
export type Rival = z.infer<typeof Rival>;

export const Rivals = z.object({
  date: z.string(),
  truth: z.object({ bytes: z.number() }),
  imports: Rival,
  pyinstaller: Rival,
});
export type Rivals = z.infer<typeof Rivals>;

const SHOWN = 5;
const Answer = z.object({ files: z.array(z.string()), seconds: z.number() });

/** What a program is held to, and the image that it is read from. */
interface Held {
  readonly image: Image;
  readonly truth: Truth;
  /** What a python's start alone opens. */
  readonly start: ReadonlySet<string>;
}

/** Lets both analyses have a look at the scripts that a person would name to them. */
export async function rivalsOf(
  stage: Stage,
  program: Program,
  source: string,
  held: Held,
  pyinstaller: PyInstaller,
  date: string,
): Promise<Rivals> {
  const tag = await makeRivals(stage.engine, source);
  try {
    const ask = async (name: string, ...options: readonly string[]): Promise<Rival> => {
      const words = [...options, "--network", "none", "--entrypoint", "python3", tag, "-B"];
      const ran = await stage.run(...words, `/opt/rivals/${name}.py`, ...program.scripts);
      if (ran.code !== 0) return { skipped: `fails: ${lastLines(ran.stderr, 1)}` };
      return judged(Answer.parse(JSON.parse(ran.stdout)), held);
    };
    return {
      date,
      truth: { bytes: [...held.truth.values()].reduce((sum, bytes) => sum + bytes, 0) },
      imports: await ask("imports"),
      pyinstaller:
        "skipped" in pyinstaller
          ? pyinstaller
          : await ask("pyinstaller", "--volume", `${pyinstaller.folder}:/opt/pyinstaller:ro`),
    };
  } finally {
    await stage.engine.docker("rmi", "--force", tag);
  }
}

/** Held to what our own results are held to: a module counts with its .pyc. */
function judged({ files, seconds }: z.infer<typeof Answer>, { image, truth, start }: Held): Rival {
  const paths = files.flatMap((path) => [path, cachedOf(path)]).flatMap((path) => resolve(image, path) ?? []);
  const kept = new Set(paths.filter((path) => FOLDERS.test(path) && image.files.get(path)?.type === "file"));
  const missed = [...truth.keys()].filter(
    (path) => !start.has(path) && !kept.has(resolve(image, path) ?? path.slice(1)),
  );
  return {
    missing: missed.length,
    missed: missed.slice(0, SHOWN),
    keptBytes: [...kept].reduce((sum, path) => sum + (image.files.get(path)?.size ?? 0), 0),
    seconds: Math.round(seconds * 10) / 10,
  };
}
