import { median } from "../../bench/statistics.js";
import { aimsOf } from "./aims.js";
import { complaintsOf, isGood, LEVELS, ratioOf, type Level, type Outcome, type Result } from "./outcome.js";
import type { Programs, Recorded } from "./record.js";
import { rivalsSection } from "./rivals/section.js";

/** docs/programs.md. */
export function page(all: Programs): string {
  const { circumstances, programs } = all;
  const { machine, versions } = circumstances;
  const levels = LEVELS.filter((level) => programs.some((one) => one[level] !== undefined));
  return `# Real programs

Made by \`npm run test:programs\` on ${circumstances.date}: ${machine.cpu}, ${machine.cores} cores, ${machine.ramGiB} GiB, Linux ${machine.kernel}, Docker ${versions.docker}. Each program is Debian bookworm's packages and a small application of ours (test/programs/apps). It does two workloads, in the source and in what \`docker build\` makes of it: *seen*, which CHECK is given line by line (and TRACE with PRUNE strict), and *held*, which is wider and given to nothing. Both have to answer the same, step by step, with the same accelerators active.

*Truth* is what a full run of both workloads opens in the standard library's folders and the import folders, by an audit hook; a module read from its .pyc counts with its source. *Kept* are the bytes of the result's files in the same folders, each as large as in the source.
${levels.map((level) => section(level, all)).join("")}${rivalsSection(programs)}`;
}

function section(level: Level, all: Programs): string {
  const { programs } = all;
  const tried = programs.flatMap((one) => one[level] ?? []);
  const outcomes = tried.flatMap((result) => ("failed" in result ? [] : [result]));
  const missing = outcomes.reduce((sum, outcome) => sum + outcome.missing.length, 0);
  return `
## PRUNE ${level}
${level === "strict" ? STRICT : ""}
**${tried.filter((result) => isGood(result, level)).length} of ${programs.length} programs as they have to be, ${missing} files missing, median kept ÷ truth ${median(outcomes.map(ratioOf)).toFixed(2)}.**

| program | link | same answers | C modules active | missing | truth, files | truth, MB | kept ÷ truth | analysis, s | image, MB |
| --- | --- | --- | --: | --: | --: | --: | --: | --: | --- |
${programs.map((one) => line(one.program, one[level])).join("\n")}

${aimsOf(level, all).join("\n")}
${failures(level, programs)}`;
}

/** What is asked of a program at this level. */
const STRICT = `
Strict keeps what TRACE saw, so the answers of *seen* have to be the same. What *held* does beyond that is measured all the same.
`;

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
    const complaints = result === undefined ? [] : complaintsOf(result);
    if (complaints.length === 0) return [];
    return [`- ${one.program}\n${complaints.map((text) => `  - ${escaped(text)}`).join("\n")}`];
  });
  return items.length === 0
    ? ""
    : `\n### What ${level === "strict" ? "lies beyond what TRACE saw" : "is not as it has to be"}\n\n${items.join("\n")}\n`;
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
