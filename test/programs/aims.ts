import { median } from "../../bench/statistics.js";
import { ratioOf, type Level, type Outcome } from "./outcome.js";
import { reasons } from "./reasons.js";
import type { Programs } from "./record.js";

/** What the median of kept ÷ truth may be. */
const MEDIANS: Readonly<Record<Level, number>> = { none: 3, safe: 3, strict: 2 };
/** A program above it needs a reason, at any level. */
const WITHOUT_REASON = 3;
/** Seconds that the analysis of some programs may take on two cores. */
const SECONDS: Readonly<Record<string, number>> = { flask: 5, django: 15, celery: 15, scipy: 15 };
/** The load average of a build and little else on two cores. */
const BUSY = 3;
const EXAMPLE_MB = 25;

/** What was aimed at with a level, met or missed, as lines of a list. */
export function aimsOf(level: Level, { programs, example }: Programs): readonly string[] {
  const outcomes = new Map<string, Outcome>();
  for (const one of programs) {
    const result = one[level];
    if (result !== undefined && !("failed" in result)) outcomes.set(one.program, result);
  }
  return [
    ...(level === "strict" ? [] : missingAim(outcomes, programs.length)),
    ...(level === "none" ? [] : ratioAims(level, outcomes)),
    ...Object.entries(SECONDS).map(([name, most]) => secondsAim(name, most, outcomes.get(name))),
    exampleAim(example?.[level]),
  ];
}

function missingAim(outcomes: ReadonlyMap<string, Outcome>, programs: number): readonly string[] {
  const lacking = [...outcomes].filter(([, { missing }]) => missing.length > 0).map(([name]) => name);
  const unknown = programs - outcomes.size;
  const said = [
    ...(lacking.length > 0 ? [`${lacking.join(", ")} lack some`] : []),
    ...(unknown > 0 ? [`${unknown} programs were not measured`] : []),
  ];
  const text = `no file of the truth is missing${said.length > 0 ? ` (${said.join("; ")})` : ""}`;
  return [line(text, said.length === 0)];
}

function ratioAims(level: Level, outcomes: ReadonlyMap<string, Outcome>): readonly string[] {
  const most = MEDIANS[level];
  const middle = median([...outcomes.values()].map(ratioOf));
  const above = [...outcomes].filter(([, outcome]) => ratioOf(outcome) > WITHOUT_REASON);
  return [
    line(`median kept ÷ truth is at most ${most} (${middle.toFixed(2)})`, middle <= most),
    ...above.map(([name, outcome]) => {
      const reason = reasons[level]?.[name] ?? "**no reason is known yet**";
      return `  - ${name}, ${ratioOf(outcome).toFixed(2)}: ${reason}`;
    }),
  ];
}

function secondsAim(name: string, most: number, outcome: Outcome | undefined): string {
  const text = `${name} is analyzed in at most ${most} s`;
  if (outcome === undefined) return `- not measured: ${text}`;
  const { analyzeSeconds, load = 0 } = outcome;
  const busy = load > BUSY ? `, at a load average of ${load}: **provisional**` : "";
  return line(`${text} (${analyzeSeconds.toFixed(1)}${busy})`, analyzeSeconds <= most);
}

function exampleAim(example: NonNullable<Programs["example"]>[Level]): string {
  const text = `examples/flask as LINK static is at most ${EXAMPLE_MB} MB`;
  if (example === undefined) return `- not measured: ${text}`;
  if ("failed" in example) return line(`${text} (${example.failed})`, false);
  const { size, layers, python, same } = example;
  const change = ({ source, result }: typeof size): string => `${megabytes(source)} → ${megabytes(result)}`;
  const page = same ? "the same page" : "**another page**";
  const said = `files ${change(size)}, of which python.km is ${megabytes(python)}; layers as a registry holds them ${change(layers)}; ${page}`;
  return line(`${text} (${said})`, same && size.result <= EXAMPLE_MB * 1e6);
}

function line(text: string, met: boolean): string {
  return `- ${met ? "met" : "MISSED"}: ${text}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
