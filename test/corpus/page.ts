import type { Circumstances } from "../../bench/machine.js";
import { isGood, LEVELS, type Level, type Outcome } from "./outcome.js";
import type { Recorded } from "./record.js";

/** docs/corpus.md. */
export function page(circumstances: Circumstances, cases: readonly Recorded[]): string {
  const { machine, versions } = circumstances;
  const levels = LEVELS.filter((level) => cases.some((one) => one[level] !== undefined));
  return `# The corpus

Made by \`npm run test:corpus\` on ${circumstances.date}: ${machine.cpu}, ${machine.cores} cores, ${machine.ramGiB} GiB, Linux ${machine.kernel}, Docker ${versions.docker}. Each case of test/corpus/cases is a small program with one way of reaching code or data that an analysis may miss. Its source image runs in every variant (of environment, arguments or input) and has to print what case.json says; then it is converted by a real \`docker build\` with \`CHECK none\`, and the result has to print the same.

${levels.map((level) => summary(level, cases)).join("\n")}

| case | of | variants | ${levels.map((level) => `PRUNE ${level} | MB`).join(" | ")} |
| --- | --- | --: | ${levels.map(() => "--- | --:").join(" | ")} |
${cases.map((one) => line(one, levels)).join("\n")}

MB: the result's size beside the source's, as the engine counts them.
${levels.map((level) => failures(level, cases)).join("")}`;
}

function summary(level: Level, cases: readonly Recorded[]): string {
  const tried = cases.flatMap((one) => one[level] ?? []);
  const good = tried.filter(isGood).length;
  const variants = tried.reduce((sum, outcome) => sum + outcome.variants, 0);
  return `- **PRUNE ${level}: ${good} of ${cases.length} cases pass**, ${tried.length - good} do not, ${cases.length - tried.length} were not run; ${variants} variants.`;
}

function line(one: Recorded, levels: readonly Level[]): string {
  const variants = Math.max(0, ...levels.map((level) => one[level]?.variants ?? 0));
  const cells = levels.flatMap((level) => cellsOf(one[level]));
  return `| ${[one.case, escaped(one.of), String(variants), ...cells].join(" | ")} |`;
}

function cellsOf(outcome: Outcome | undefined): readonly string[] {
  if (outcome === undefined) return ["**NOT RUN**", ""];
  const { source, result } = outcome.bytes;
  const sizes = result === 0 ? "" : `${megabytes(source)} → ${megabytes(result)}`;
  return [isGood(outcome) ? "yes" : "**NO**", sizes];
}

function failures(level: Level, cases: readonly Recorded[]): string {
  const bad = cases.flatMap((one) => {
    const outcome = one[level];
    return outcome === undefined || isGood(outcome) ? [] : [{ name: one.case, outcome }];
  });
  if (bad.length === 0) return "";
  const items = bad.map(({ name, outcome }) => {
    const lines = complaintsOf(outcome).map((text) => `  - ${escaped(text)}`);
    return `- ${name}\n${lines.join("\n")}`;
  });
  return `\n## What does not pass with PRUNE ${level}\n\n${items.join("\n")}\n`;
}

/** All that is wrong with a case, in words. */
export function complaintsOf({ source, result, present }: Outcome): readonly string[] {
  return [
    ...source.map((text) => `the source: ${text}`),
    ...result.map((text) => `the result: ${text}`),
    ...present.map((name) => `${name} should have been left out`),
  ];
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function escaped(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replace(/\s*\n\s*/g, " ");
}
