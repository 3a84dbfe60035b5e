import { median } from "../../../bench/statistics.js";
import { ratioOf, type Level, type Outcome } from "../outcome.js";
import type { Recorded } from "../record.js";
import type { Rival, Rivals } from "./rivals.js";

const OURS: Level = "safe";

/** The part of docs/programs.md that sets our analysis beside others; nothing where they were not asked. */
export function rivalsSection(programs: readonly Recorded[]): string {
  if (programs.every(({ rivals }) => rivals === undefined)) return "";
  return `
## Beside other analyses

Each was told the scripts that a person would name (\`scripts\` in test/programs/programs.ts), and ran in the source image. *Imports*: what import statements lead to, from those scripts on, and nothing else (test/programs/rivals/imports.py). *PyInstaller*: what its Analysis would put into the bundle. *Missing*: files of the truth that would not be there, but for those that a python which does nothing opens too; a module counts with its .pyc. Neither was run afterwards: what is missing here is what a full run opens.

| program | PRUNE ${OURS}: missing | kept ÷ truth | s | imports: missing | kept ÷ truth | s | PyInstaller: missing | kept ÷ truth | s |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
${programs.map(line).join("\n")}
${middles(programs)}
`;
}

function line(one: Recorded): string {
  const { program, rivals } = one;
  const cells = [program, ...ownCells(one), ...cellsOf(rivals, "imports"), ...cellsOf(rivals, "pyinstaller")];
  return `| ${cells.join(" | ")} |`;
}

function ownCells(one: Recorded): readonly string[] {
  const outcome = outcomeOf(one);
  if (outcome === undefined) return ["**NOT RUN**", "", ""];
  return [String(outcome.missing.length), ratioOf(outcome).toFixed(2), outcome.analyzeSeconds.toFixed(1)];
}

function cellsOf(rivals: Rivals | undefined, name: "imports" | "pyinstaller"): readonly string[] {
  if (rivals === undefined) return ["**NOT RUN**", "", ""];
  const rival = rivals[name];
  if ("skipped" in rival) return [`**SKIPPED**: ${rival.skipped}`, "", ""];
  return [String(rival.missing), ratio(rivals, rival).toFixed(2), rival.seconds.toFixed(1)];
}

function middles(programs: readonly Recorded[]): string {
  const own = programs.flatMap((one) => outcomeOf(one) ?? []);
  const others = (["imports", "pyinstaller"] as const).map((name) => {
    const found = programs.flatMap(({ rivals }) => {
      const rival = rivals?.[name];
      return rivals === undefined || rival === undefined || "skipped" in rival ? [] : [{ rivals, rival }];
    });
    const lacking = found.filter(({ rival }) => rival.missing > 0).length;
    return [
      `${lacking} of ${found.length} lack files`,
      middle(found.map(({ rivals, rival }) => ratio(rivals, rival))),
      "",
    ];
  });
  const lacking = own.filter(({ missing }) => missing.length > 0).length;
  const cells = [
    "median",
    `${lacking} of ${own.length} lack files`,
    middle(own.map(ratioOf)),
    "",
    ...others.flat(),
  ];
  return `| ${cells.join(" | ")} |`;
}

function middle(ratios: readonly number[]): string {
  return ratios.length === 0 ? "" : median(ratios).toFixed(2);
}

function outcomeOf(one: Recorded): Outcome | undefined {
  const result = one[OURS];
  return result === undefined || "failed" in result ? undefined : result;
}

function ratio({ truth }: Rivals, rival: Exclude<Rival, { skipped: string }>): number {
  return rival.keptBytes / truth.bytes;
}
