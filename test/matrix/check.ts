import { lastLines } from "../../harness/command.js";
import type { Stage } from "../integration/stage.js";
import { differences, inWords, type Difference } from "./differences.js";
import { explanationOf, type Context } from "./explained.js";
import { makeImage, tagOf } from "./image.js";
import type { Half, Outcome } from "./outcome.js";
import type { ConvertedRow, RefusedRow, Row } from "./rows.js";

/** Makes a row's image, converts it (both ways, unless told less), and compares what runs in source and results. */
export async function checkRow(
  stage: Stage,
  row: Row,
  date: string,
  links: readonly Link[] = LINKS,
): Promise<Outcome> {
  const base = { row: row.name, date };
  if (row.kind === "unit tests only")
    return { ...base, python: "", note: row.because, halves: { notRun: "unit tests only" } };
  const tag = await makeImage(stage.engine, row.image);
  const contexts = row.source === undefined ? [] : await sourceContext(stage, row.source);
  const convert = async (link: Link): Promise<Converted> => {
    const result = `${tag}-${link}`;
    // All is kept, because parity.py and system.py look at more than they import. The default check runs, in every image.
    const text = `FROM ${tag}\nLINK ${link}\nPRUNE none\n`;
    const { code, stderr } = await stage.attempt({ kontainfile: text, tag: result, args: contexts });
    return { result, refusal: code === 0 ? undefined : refusalOf(stderr) };
  };
  if (row.kind === "refused") {
    const half = async (link: Link): Promise<Half> =>
      links.includes(link) ? refused(row, await convert(link)) : { kind: "not run" };
    const halves = { static: await half("static"), dynamic: await half("dynamic") };
    return { ...base, python: "", note: "", halves };
  }
  const source = await answers(stage, row, tag);
  const half = async (link: Link): Promise<Half> => {
    if (link === "static" && row.onlyDynamic !== undefined) return { kind: "unit tests only" };
    if (!links.includes(link)) return { kind: "not run" };
    const { result, refusal } = await convert(link);
    if (refusal !== undefined) return { kind: "failed", reason: `does not convert: ${refusal}` };
    const context = { link, fromSource: row.source !== undefined, musl: row.musl === true };
    return compared(source, await answers(stage, row, result), context);
  };
  const halves = { static: await half("static"), dynamic: await half("dynamic") };
  return { ...base, python: versionOf(source), note: noteOf(row), halves };
}

export type Link = "static" | "dynamic";
export const LINKS: readonly Link[] = ["static", "dynamic"];

interface Converted {
  readonly result: string;
  readonly refusal: string | undefined;
}

/** What the programs in an image print, or why there is nothing. */
type Answers = Readonly<Record<string, unknown>> | { readonly failed: string };

async function sourceContext(
  stage: Stage,
  source: NonNullable<ConvertedRow["source"]>,
): Promise<readonly string[]> {
  await makeImage(stage.engine, source);
  return ["--build-context", `cpython=docker-image://${tagOf(source)}`];
}

/** The image's own command, which prints what parity.py sees, and what system.py does beside it. */
async function answers(stage: Stage, row: ConvertedRow, image: string): Promise<Answers> {
  const options = [
    ...["--add-host", "answer.test:192.0.2.7", "--dns", "127.0.0.1", "--hostname", "itself"],
    ...(row.options ?? []),
  ];
  const own = await stage.run(...options, image);
  if (own.code !== 0) return { failed: `exit code ${own.code}: ${lastLines(own.stderr, 3)}` };
  const facts = JSON.parse(own.stdout) as Readonly<Record<string, unknown>>;
  if (row.lacks?.parts === "all") return facts;
  const system = await stage.run(...options, image, ...(row.python ?? ["python3"]), "/app/system.py");
  if (system.code !== 0)
    return { ...facts, system: `exit code ${system.code}: ${lastLines(system.stderr, 3)}` };
  return { ...facts, system: JSON.parse(system.stdout) as unknown };
}

function compared(source: Answers, result: Answers, context: Context): Half {
  if ("failed" in source)
    return { kind: "failed", reason: `the source does not start: ${String(source.failed)}` };
  if ("failed" in result) return { kind: "failed", reason: `does not start: ${String(result.failed)}` };
  const found = differences(source, result).map((difference) => ({
    difference,
    explanation: explanationOf(difference, context),
  }));
  const open = found
    .filter(({ explanation }) => explanation === undefined)
    .map(({ difference }) => difference);
  const marks = found.flatMap(({ explanation }) => (explanation === undefined ? [] : [explanation.mark]));
  return {
    kind: "ran",
    sys: open.filter(isOfSys).map(inWords),
    output: open.filter((difference) => !isOfSys(difference)).map(inWords),
    explained: [...new Set(marks)].sort(),
  };
}

function isOfSys({ path }: Difference): boolean {
  return /^(interpreter|installation|text)\b/.test(path);
}

/** A refusal is good if it names all that it has to name. */
function refused(row: RefusedRow, { refusal }: Converted): Half {
  if (refusal === undefined)
    return { kind: "failed", reason: "was converted, though nothing can come of it" };
  const missing = row.says.filter((pattern) => !pattern.test(refusal));
  return missing.length === 0
    ? { kind: "refused", message: refusal }
    : { kind: "failed", reason: `is refused, without ${missing.join(" and ")}: ${refusal}` };
}

/** The last words of the step that failed, where one did, and the frontend's own message, out of all that was said. */
export function refusalOf(stderr: string): string {
  const lines = stderr.split("\n");
  const error = lines.findLastIndex((line) => line.startsWith("ERROR:"));
  const step = lines.findLastIndex((line) => line.startsWith(" > ["));
  const end = lines.indexOf("------", step);
  const said = step === -1 ? [] : lines.slice(step + 1, end).slice(-4);
  return [...said.map((line) => line.replace(/^[\d.]+ /, "")), ...lines.slice(Math.max(error, 0))]
    .join(" ")
    .replace(/ERROR: (failed to build: )?(failed to solve: )?/, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 600);
}

function versionOf(source: Answers): string {
  const { interpreter } = source as { readonly interpreter?: { readonly version?: string } };
  return interpreter?.version?.split(" ")[0] ?? "";
}

function noteOf({ lacks, onlyDynamic }: ConvertedRow): string {
  if (onlyDynamic !== undefined) return `static: ${onlyDynamic}`;
  if (lacks === undefined) return "";
  const what =
    lacks.parts === "all" ? "system.py is not run" : `without ${lacks.parts.join(", ")} of system.py`;
  return `${what}: ${lacks.because}`;
}
