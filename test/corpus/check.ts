import { lastLines } from "../../harness/command.js";
import { readImage, type Image } from "../../harness/image.js";
import type { Stage } from "../integration/stage.js";
import { refusalOf } from "../matrix/check.js";
import type { Case, Variant } from "./case.js";
import { makeSource } from "./image.js";
import type { Level, Outcome } from "./outcome.js";

/** What a run of the corpus asks for. */
export interface Asked {
  readonly prune: Level;
  readonly link: "auto" | "static" | "dynamic";
}

/**
 * Makes a case's source image and demands that it prints what case.json says, in every variant; converts it by a real
 * `docker build`, and demands the same of the result.
 */
export async function checkCase(stage: Stage, some: Case, asked: Asked, date: string): Promise<Outcome> {
  const base = { date, link: asked.link, variants: some.variants.length };
  const nothing = { source: [], result: [], present: [], bytes: { source: 0, result: 0 } };
  const source = await makeSource(stage.engine, some);
  const dishonest = await complaints(stage, some, source);
  if (dishonest.length > 0) return { ...base, ...nothing, source: dishonest };
  const result = `${source}-${asked.prune}`;
  const lines = [
    `FROM ${source}`,
    `LINK ${asked.link}`,
    `PRUNE ${asked.prune}`,
    "CHECK none",
    ...some.kontainfile,
    "",
  ];
  const { code, stderr } = await stage.attempt({ kontainfile: lines.join("\n"), tag: result });
  if (code !== 0) return { ...base, ...nothing, result: [`does not convert: ${refusalOf(stderr)}`] };
  const outcome = {
    ...base,
    source: [],
    result: await complaints(stage, some, result),
    present: asked.prune === "none" ? [] : await present(stage, some, result),
    bytes: { source: await sizeOf(stage, source), result: await sizeOf(stage, result) },
  };
  // A hundred cases are some gigabytes; BuildKit's cache keeps what a failed one is built again from.
  await stage.engine.docker("rmi", "--force", source, result);
  return outcome;
}

/** What an image does otherwise than case.json says. */
async function complaints(stage: Stage, some: Case, image: string): Promise<string[]> {
  const found: string[] = [];
  for (const variant of some.variants) {
    for (const complaint of await complaintsOf(stage, variant, image))
      found.push(`${variant.name}: ${complaint}`);
  }
  return found;
}

async function complaintsOf(stage: Stage, variant: Variant, image: string): Promise<readonly string[]> {
  const { env, args, options, stdin } = variant;
  const words = [
    ...["run", "--rm", "--network", "none", "--hostname", "corpus"],
    ...(stdin === undefined ? [] : ["--interactive"]),
    ...Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
    ...[...options, image, ...args],
  ];
  const ran = await stage.engine.attempt(words, {
    timeoutMs: 60_000,
    ...(stdin === undefined ? {} : { input: stdin }),
  });
  const { stdout, stderr, code } = variant;
  const failed = ran.code === code ? [] : [`exit code ${ran.code}: ${lastLines(ran.stderr, 4)}`];
  return [
    ...failed,
    ...difference("stdout", stdout, ran.stdout),
    ...(stderr === undefined ? [] : difference("stderr", stderr, ran.stderr)),
  ];
}

/** The first line that is another one. */
function difference(stream: string, expected: readonly string[], text: string): readonly string[] {
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const at = Array.from({ length: Math.max(lines.length, expected.length) }, (_, index) => index).find(
    (index) => lines[index] !== expected[index],
  );
  if (at === undefined) return [];
  const shown = (line: string | undefined): string => (line === undefined ? "nothing" : JSON.stringify(line));
  return [`${stream}, line ${at + 1}: ${shown(expected[at])} became ${shown(lines[at])}`];
}

async function present(stage: Stage, some: Case, image: string): Promise<string[]> {
  if (some.absent.length === 0) return [];
  const read = await readImage(stage.engine, image);
  return some.absent.filter((name) => (name.startsWith("/") ? hasPath(read, name) : hasModule(read, name)));
}

function hasPath({ files }: Image, path: string): boolean {
  return files.has(path.slice(1));
}

/** Whether any folder has what makes a module of this name: source, bytecode, a package or a C module. */
function hasModule({ files }: Image, name: string): boolean {
  const path = name.replaceAll(".", "/");
  const escaped = path.replaceAll(/[.+]/g, "\\$&");
  const pattern = new RegExp(
    `(^|/)(lib-dynload/)?${escaped}(\\.py|\\.pyc|/__init__\\.pyc?|\\.[\\w-]*\\.?so)$`,
  );
  return [...files.keys()].some((file) => pattern.test(file));
}

async function sizeOf(stage: Stage, image: string): Promise<number> {
  return Number(await stage.engine.docker("image", "inspect", "--format", "{{.Size}}", image));
}
