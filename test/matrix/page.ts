import type { Circumstances } from "../../bench/machine.js";
import { EXPLANATIONS } from "./explained.js";
import { isGood, isWhole, type Half, type Outcome } from "./outcome.js";

/** docs/matrix.md. */
export function page(circumstances: Circumstances, outcomes: readonly Outcome[]): string {
  const { machine, versions } = circumstances;
  const bad = outcomes.filter((outcome) => !isGood(outcome));
  const notRun = outcomes.filter((outcome) => isGood(outcome) && !isWhole(outcome));
  return `# Source images

Made by \`npm run test:matrix\` on ${circumstances.date}: ${machine.cpu}, ${machine.cores} cores, ${machine.ramGiB} GiB, Linux ${machine.kernel}, Docker ${versions.docker}. Each source image is converted with \`LINK static\` and with \`LINK dynamic\`, and with \`PRUNE none\`, since the programs look at more than they import; source and results run the same programs (\`test/matrix/programs/parity.py\`, and \`system.py\` for hosts, DNS, users, TLS, locales, time zones and temporary files).

**${outcomes.length - bad.length - notRun.length} of ${outcomes.length} rows as they have to be, ${bad.length} not, ${notRun.length} not run, or in part.**

| source image | python | static: starts | same sys.* | same output | dynamic: starts | same sys.* | same output |
| --- | --- | --- | --- | --- | --- | --- | --- |
${outcomes.map(line).join("\n")}

"sys.*" is what sys, site, sysconfig, platform, locale and the encodings say: version, paths, prefixes, flags, executable and more. "Output" is what the standard library computes, which C modules import and from where, and what the system gives a process. Letters: a difference that is explained below.
${details(bad, "What is not as it has to be", (outcome) => halvesOf(outcome).flatMap(complaints))}${details(
    outcomes.filter(({ note, halves }) => note !== "" && !("notRun" in halves)),
    "Notes",
    ({ note }) => [note],
  )}${details(
    outcomes.filter((outcome) => halvesOf(outcome).some(({ half }) => half.kind === "refused")),
    "Refused, as it has to be",
    (outcome) =>
      halvesOf(outcome).flatMap(({ link, half }) =>
        half.kind === "refused" ? [`${link}: ${half.message}`] : [],
      ),
  )}
## Explained differences

${EXPLANATIONS.map(({ mark, why }) => `- **${mark}** ${why}`).join("\n")}

Nothing else differs where the table says yes.
`;
}

function line(outcome: Outcome): string {
  const { halves } = outcome;
  const cells =
    "notRun" in halves
      ? [`**${halves.notRun}**${outcome.note === "" ? "" : `: ${outcome.note}`}`, "", "", "", "", ""]
      : [...cellsOf(halves.static), ...cellsOf(halves.dynamic)];
  return `| ${[outcome.row, outcome.python, ...cells].map(escaped).join(" | ")} |`;
}

function cellsOf(half: Half): readonly string[] {
  switch (half.kind) {
    case "ran": {
      const marks = half.explained.length === 0 ? "" : ` (${half.explained.join(", ")})`;
      return ["yes", same(half.sys, marks), same(half.output, marks)];
    }
    case "failed":
      return ["**NO**", "", ""];
    case "refused":
      return ["refused, as it has to be", "", ""];
    case "not run":
      return ["**NOT RUN**", "", ""];
    case "unit tests only":
      return ["**unit tests only**", "", ""];
  }
}

function same(open: readonly string[], marks: string): string {
  return open.length === 0 ? `yes${marks}` : `**NO, ${open.length}**`;
}

interface Linked {
  readonly link: string;
  readonly half: Half;
}

function halvesOf({ halves }: Outcome): readonly Linked[] {
  if ("notRun" in halves) return [];
  return [
    { link: "static", half: halves.static },
    { link: "dynamic", half: halves.dynamic },
  ];
}

function complaints({ link, half }: Linked): readonly string[] {
  if (half.kind === "failed") return [`${link} ${half.reason}`];
  if (half.kind !== "ran") return [];
  const open = [...half.sys, ...half.output];
  const shown = open.slice(0, 12);
  const more = open.length > shown.length ? [`${link}: ${open.length - shown.length} more`] : [];
  return [...shown.map((text) => `${link}: ${text}`), ...more];
}

function details(
  outcomes: readonly Outcome[],
  title: string,
  lines: (outcome: Outcome) => readonly string[],
): string {
  if (outcomes.length === 0) return "";
  const items = outcomes.map(
    (outcome) =>
      `- ${outcome.row}\n${lines(outcome)
        .map((text) => `  - ${escaped(text)}`)
        .join("\n")}`,
  );
  return `\n## ${title}\n\n${items.join("\n")}\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replace(/\s*\n\s*/g, " ");
}
