import { loadavg } from "node:os";
import { readImage } from "../../harness/image.js";
import type { Stage } from "../integration/stage.js";
import { refusalOf } from "../matrix/check.js";
import { answersOf, type Answer } from "./answers.js";
import { makeSource } from "./image.js";
import type { Level, Result } from "./outcome.js";
import type { Program } from "./program.js";
import type { PyInstaller } from "./rivals/pyinstaller.js";
import { rivalsOf, type Rivals } from "./rivals/rivals.js";
import { keptBytes, missingFrom, openedBy, type Truth } from "./truth.js";

/** A program's outcome, the truth that it was held to, and what others would keep where that was asked. */
export interface Checked {
  readonly result: Result;
  readonly truth: Truth;
  readonly rivals?: Rivals;
}

/** Builds a program's image, converts it, and holds the result to both workloads and to the truth. */
export async function checkProgram(
  stage: Stage,
  program: Program,
  prune: Level,
  { date, pyinstaller }: { readonly date: string; readonly pyinstaller: PyInstaller | undefined },
): Promise<Checked> {
  const { engine } = stage;
  const source = await makeSource(engine, program);
  const tag = source.replace("/source:", `/${prune}:`);
  const kontainfile = `FROM ${source}\nLINK auto\nPRUNE ${prune}\nCHECK none\n`;
  // The analysis is measured, so it may not come from the cache.
  const args = ["--no-cache-filter", "analyze"];
  const { code, stderr } = await stage.attempt({ kontainfile, tag, args });
  if (code !== 0)
    return { result: { date, failed: `does not convert: ${refusalOf(stderr)}` }, truth: new Map() };
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
  const images = { source: await readImage(engine, source), result: await readImage(engine, tag) };
  const { truth, start } = await openedBy(stage, program, source, images.source);
  const seen = await both(stage, program, [source, tag], "seen");
  const held = await both(stage, program, [source, tag], "held");
  const active = { source: extensionsOf(held.source), result: extensionsOf(held.result) };
  await engine.docker("rmi", "--force", tag);
  const result = {
    date,
    seen: seen.complaints,
    held: held.complaints,
    accelerators: program.accelerators.flatMap((name) =>
      active.source.includes(name) && active.result.includes(name)
        ? []
        : [`${name} is ${active.source.includes(name) ? "not active" : "not active in the source"}`],
    ),
    missing: [...missingFrom(truth, images.result)],
    steps: program.seen.length + program.held.length,
    extensions: active.source.length,
    link: labelOf(images.result.config.config?.Labels),
    truth: { files: truth.size, bytes: [...truth.values()].reduce((sum, bytes) => sum + bytes, 0) },
    keptBytes: keptBytes(images.source, images.result),
    analyzeSeconds: secondsOf(stderr),
    load,
    size: { source: images.source.size, result: images.result.size },
  };
  if (pyinstaller === undefined) return { result, truth };
  const opened = { image: images.source, truth, start };
  return { result, truth, rivals: await rivalsOf(stage, program, source, opened, pyinstaller, date) };
}

async function both(
  stage: Stage,
  program: Program,
  [source, result]: readonly [string, string],
  name: "seen" | "held",
): Promise<{ source: readonly Answer[]; result: readonly Answer[]; complaints: string[] }> {
  const before = await answersOf(stage, source, program, program[name]);
  const after = await answersOf(stage, result, program, program[name]);
  const complaints = before.flatMap((answer, index) => {
    const other = after[index];
    return [
      ...answer.lacks.map(
        (part) => `${answer.step}: the source's answer has no ${part}: ${cut(answer.text)}`,
      ),
      ...(other?.text === answer.text
        ? []
        : [`${answer.step}: ${difference(answer.text, other?.text ?? "")}`]),
    ];
  });
  return { source: before, result: after, complaints };
}

/** The C modules that a held workload tells of, as JSON of /extensions or in a line. */
function extensionsOf(answers: readonly Answer[]): readonly string[] {
  const page = answers.find(({ step }) => step === "GET /extensions");
  if (page !== undefined) return page.text.match(/[\w.]+(?=")/g) ?? [];
  const line = answers
    .map(({ text }) => /^extensions: (.*)$/m.exec(text)?.[1])
    .find((one) => one !== undefined);
  return line?.split(" ") ?? [];
}

function labelOf(labels: Readonly<Record<string, string>> | null | undefined): "static" | "dynamic" {
  const mode = labels?.["app.kontain.link"];
  if (mode === "static" || mode === "dynamic") return mode;
  throw new Error(`the result's labels say no link mode: ${JSON.stringify(labels)}`);
}

/** How long the step ran, as plain progress tells it. */
function secondsOf(log: string): number {
  const names = [...log.matchAll(/^#(\d+) \[analyze\] /gm)].map(([, number]) => number);
  const times = [...new Set(names)].map((number) => {
    const done = new RegExp(`^#${number ?? ""} DONE ([\\d.]+)s$`, "m").exec(log)?.[1];
    return Number(done ?? 0);
  });
  return Math.round(times.reduce((sum, time) => sum + time, 0) * 10) / 10;
}

function difference(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const at = Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index).find(
    (index) => old[index] !== now[index],
  );
  return `line ${(at ?? 0) + 1}: ${cut(old[at ?? 0] ?? "nothing")} became ${cut(now.slice(at).join("\n"))}`;
}

function cut(text: string): string {
  return text.length > 400 ? `${text.slice(0, 200)} … ${text.slice(-200)}` : text;
}
