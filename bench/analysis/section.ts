import { isProvisional } from "../machine.js";
import { median } from "../statistics.js";
import { LEVELS, type AnalysisMeasured, type Level } from "./record.js";

/** How much more time each further module may take in the largest step than in the smallest. */
const MOST = 1.5;

/** The part of docs/bench.md that `npm run bench -- --analysis` writes, and prints. */
export function analysisSection(measured: AnalysisMeasured): string {
  const { date, machine, load, python, sizes } = measured;
  const levels = LEVELS.filter((level) => sizes.some((size) => size.levels[level] !== undefined));
  const rounds = sizes[0]?.levels[LEVELS[0]]?.seconds.length ?? 0;
  const provisional = isProvisional(measured)
    ? `\n**Provisional**: the machine had other work (load average ${load} at the start).\n`
    : "";
  return `## Analysis of larger and larger images, ${date}

${machine.cpu}, ${machine.cores} cores, ${machine.ramGiB} GiB, Linux ${machine.kernel}, CPython ${python}; load average ${load} at the start. The analyzer alone, natively, over made images: packages of 20 to 80 modules that import each other, most of which the application reaches (bench/analysis/tree.ts). Its time includes that for the standard library and for writing the trees; how it grows is judged by what it takes of processors, in all of its processes.
${provisional}
| PRUNE | modules in packages | kept | median s of ${rounds} | range | modules per s | processor s | MiB |
|---|--:|--:|--:|--:|--:|--:|--:|
${levels.flatMap((level) => sizes.map((size) => line(level, size))).join("\n")}

${levels.map((level) => aim(level, sizes)).join("\n")}
`;
}

type Size = AnalysisMeasured["sizes"][number];

function line(level: Level, { modules, levels }: Size): string {
  const { seconds = [], cpu = [], mebibytes = 0, kept = 0 } = levels[level] ?? {};
  const middle = median(seconds);
  const range = `${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)}`;
  const cells = [middle.toFixed(2), range, (modules / middle).toFixed(0), median(cpu).toFixed(2), mebibytes];
  return `| ${[level, modules, kept, ...cells].join(" | ")} |`;
}

/** By what each further module takes: an average would hide what grows behind what is always there. */
function aim(level: Level, sizes: readonly Size[]): string {
  const [small, middle, large] = sizes;
  if (small === undefined || middle === undefined || large === undefined)
    return "- not measured: it scales linearly";
  const cost = (from: Size, to: Size): number =>
    (at(to, level) - at(from, level)) / (to.modules - from.modules);
  const [first, last] = [cost(small, middle) * 1000, cost(middle, large) * 1000];
  const step = (from: Size, to: Size, ms: number): string =>
    `from ${from.modules} to ${to.modules} each further module took ${ms.toFixed(2)} ms of a processor`;
  const met = last <= first * MOST;
  return `- ${met ? "met" : "MISSED"}: PRUNE ${level} scales linearly (${step(small, middle, first)}, ${step(middle, large, last)}; at most ${MOST} × that)`;
}

function at({ levels }: Size, level: Level): number {
  return median(levels[level]?.cpu ?? []);
}
