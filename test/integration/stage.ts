import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideBaseImage } from "../../harness/base/provide.js";
import { CommandError, type Finished } from "../../harness/command.js";
import { startEngine, type Engine } from "../../harness/engine/start.js";
import { buildFrontendImage, FRONTEND_TAG } from "../../harness/frontend-image.js";

/** One conversion: a Kontainfile's text, or the path of one, and what `docker build` is told besides. */
export interface Conversion {
  readonly kontainfile: string | { readonly file: string };
  /** The build's context; of a text without one, a folder that holds nothing else. */
  readonly context?: string;
  /** What the result is called; without one nothing is exported to the engine's store. */
  readonly tag?: string;
  readonly target?: string;
  /** Further words for `docker build`. */
  readonly args?: readonly string[];
}

/** A real engine with the frontend image in it, as it is built from this working tree. */
export interface Stage {
  readonly engine: Engine;
  /** Build a folder's Dockerfile, or that of a `--file` among `args`, its base from the harness; gives the name. */
  sourceImage(name: string, folder: string, ...args: readonly string[]): Promise<string>;
  /** Convert and give what `docker build` said; a failing build throws a CommandError. */
  convert(conversion: Conversion): Promise<Finished>;
  /** Convert, whatever comes of it. */
  attempt(conversion: Conversion): Promise<Finished>;
  /** Run a container to its end; `words` are options, the image and its arguments. */
  run(...words: readonly string[]): Promise<Finished>;
}

/** The repository. */
export const ROOT = join(import.meta.dirname, "../..");

const stages = new Map<string, Promise<Stage>>();

/**
 * The stage on our engine of a version. $FAKTORY_TEST_INSTANCE names an engine beside the usual one, for work that
 * others shall not disturb. `npm run build` comes first: the integration project's setup does it once a run.
 */
export async function stage(version: "20" | "28"): Promise<Stage> {
  const known = stages.get(version);
  if (known !== undefined) return known;
  const made = makeStage(version);
  stages.set(version, made);
  return made;
}

async function makeStage(version: "20" | "28"): Promise<Stage> {
  const engine = await startEngine(version, process.env["FAKTORY_TEST_INSTANCE"] ?? "");
  await provideBaseImage(engine, "bookworm");
  await provideFrontendImage(engine);
  const images = new Map<string, Promise<string>>();
  const attempt = (conversion: Conversion): Promise<Finished> => attemptConversion(engine, conversion);
  return {
    engine,
    sourceImage: (name, folder, ...args) => {
      const image = images.get(name) ?? buildSourceImage(engine, name, folder, args);
      images.set(name, image);
      return image;
    },
    attempt,
    convert: async (conversion) => {
      const finished = await attempt(conversion);
      if (finished.code !== 0) throw new CommandError(["docker", "build", conversion.tag ?? ""], finished);
      return finished;
    },
    run: (...words) => engine.attempt(["run", "--rm", ...words]),
  };
}

/** Sending the frontend's files to the engine takes seconds, so it is done only where they changed. */
async function provideFrontendImage(engine: Engine): Promise<void> {
  const hash = createHash("sha256");
  for (const file of [
    "dist/faktory.cjs",
    "dist/start.cjs",
    "dist/rehearse.cjs",
    "dist/why.cjs",
    "Dockerfile.frontend",
  ])
    hash.update(await readFile(join(ROOT, file)));
  const dated = `faktory-test/frontend:${hash.digest("hex").slice(0, 12)}`;
  const ids = await engine.attempt(["image", "inspect", "--format", "{{.Id}}", dated, FRONTEND_TAG]);
  const [first, second] = ids.stdout.trim().split("\n");
  if (ids.code === 0 && first === second) return;
  await buildFrontendImage(engine, FRONTEND_TAG);
  await engine.docker("tag", FRONTEND_TAG, dated);
}

async function buildSourceImage(
  engine: Engine,
  name: string,
  folder: string,
  args: readonly string[],
): Promise<string> {
  const file = args.includes("--file") ? args[args.indexOf("--file") + 1] : undefined;
  const dockerfile = await readFile(file ?? join(folder, "Dockerfile"), "utf8");
  for (const [, suite = ""] of dockerfile.matchAll(/^FROM (?:debian|ubuntu):([a-z]+)/gm)) {
    await provideBaseImage(engine, suite);
  }
  await engine.docker("build", "--quiet", "--tag", name, ...args, folder);
  return name;
}

async function attemptConversion(engine: Engine, conversion: Conversion): Promise<Finished> {
  const { kontainfile, context, tag, target, args = [] } = conversion;
  const folder = await mkdtemp(join(tmpdir(), "faktory-test-"));
  try {
    const text = typeof kontainfile === "string" ? kontainfile : undefined;
    const file = typeof kontainfile === "string" ? join(folder, "Kontainfile") : kontainfile.file;
    if (text !== undefined) await writeFile(file, withSyntax(text));
    return await engine.attempt([
      ...["build", "--progress=plain", "--file", file],
      ...(tag === undefined ? [] : ["--tag", tag]),
      ...(target === undefined ? [] : ["--target", target]),
      ...args,
      context ?? folder,
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Tests write what they are about; the line that makes `docker build` call us goes without saying. */
function withSyntax(text: string): string {
  return /^\s*#\s*syntax=/m.test(text) ? text : `# syntax=${FRONTEND_TAG}\n${text}`;
}
