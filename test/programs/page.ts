import type { Circumstances } from "../../bench/machine.js";
import { complaintsOf, isGood, LEVELS, ratioOf, type Level, type Outcome, type Result } from "./outcome.js";
import type { Recorded } from "./record.js";

/** docs/programs.md. */
export function page(circumstances: Circumstances, programs: readonly Recorded[]): string {
  const { machine, versions } = circumstances;
  const levels = LEVELS.filter((level) => programs.some((one) => one[level] !== undefined));
  return `# Real programs

Made by \`npm run test:programs\` on ${circumstances.date}: ${machine.cpu}, ${machine.cores} cores, ${machine.ramGiB} GiB, Linux ${machine.kernel}, Docker ${versions.docker}. Each program is Debian bookworm's packages and a small application of ours (test/programs/apps). It does two workloads, in the source and in what \`docker build\` makes of it: *seen*, which CHECK may be given, and *held*, which is wider and given to nothing. Both have to answer the same, step by step, with the same accelerators active.

*Truth* is what a full run of both workloads opens in the standard library's folders and the import folders, by an audit hook; a module read from its .pyc counts with its source. *Kept* are the bytes of the result's files in the same folders, each as large as in the source.
${levels.map((level) => section(level, programs)).join("")}`;
}

function section(level: Level, programs: readonly Recorded[]): string {
  const tried = programs.flatMap((one) => one[level] ?? []);
  const outcomes = tried.flatMap((result) => ("failed" in result ? [] : [result]));
  const missing = outcomes.reduce((sum, outcome) => sum + outcome.missing.length, 0);
  return `
## PRUNE ${level}

**${tried.filter(isGood).length} of ${programs.length} programs as they have to be, ${missing} files missing, median kept ÷ truth ${median(outcomes.map(ratioOf)).toFixed(2)}.**

| program | link | same answers | C modules active | missing | truth, files | truth, MB | kept ÷ truth | analysis, s | image, MB |
| --- | --- | --- | --: | --: | --: | --: | --: | --: | --- |
${programs.map((one) => line(one.program, one[level])).join("\n")}
${failures(level, programs)}`;
}

function line(name: string, result: Result | undefined): string {
  return `| ${[name, ...cellsOf(result)].join(" | ")} |`;
}

function cellsOf(result: Result | undefined): readonly string[] {
  const empty = ["", "", "", "", "", "", "", ""];
  if (result === undefined) return ["**NOT RUN**", ...empty];
  if ("failed" in result) return ["**NO**", ...empty];
  const { link, truth, size } = result;
  return [
    link,
    answersIn(result),
    result.accelerators.length === 0
      ? String(result.extensions)
      : `**NO**, ${result.accelerators.length} not`,
    String(result.missing.length),
    String(truth.files),
    megabytes(truth.bytes),
    ratioOf(result).toFixed(2),
    result.analyzeSeconds.toFixed(1),
    `${megabytes(size.source)} → ${megabytes(size.result)}`,
  ];
}

function answersIn({ seen, held, steps }: Outcome): string {
  const bad = seen.length + held.length;
  return bad === 0 ? `yes, ${steps} steps` : `**NO**, ${bad}`;
}

function failures(level: Level, programs: readonly Recorded[]): string {
  const items = programs.flatMap((one) => {
    const result = one[level];
    if (result === undefined || isGood(result)) return [];
    return [
      `- ${one.program}\n${complaintsOf(result)
        .map((text) => `  - ${escaped(text)}`)
        .join("\n")}`,
    ];
  });
  return items.length === 0 ? "" : `\n### What is not as it has to be\n\n${items.join("\n")}\n`;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function escaped(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replace(/\s*\n\s*/g, " ");
}
