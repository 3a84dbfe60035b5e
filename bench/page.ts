import { analysisSection } from "./analysis/section.js";
import type { ColdTimes } from "./cold.js";
import type { ContenderName } from "./contenders.js";
import { isProvisional } from "./machine.js";
import type { Bench, Measured, OriginMeasured } from "./record.js";
import { relinkedSection } from "./relinked/section.js";
import type { Speed } from "./speed.js";
import type { Origin } from "./subjects.js";
import { geometricMean, median, pairedRatio } from "./statistics.js";

/** docs/bench.md. */
export function page({ engines, analysis, relinked }: Bench): string {
  const sections = [
    ...Object.values(engines).map(section),
    ...(analysis === undefined ? [] : [analysisSection(analysis)]),
    ...(relinked === undefined ? [] : [relinkedSection(relinked)]),
  ];
  return `# Benchmarks

What \`npm run bench\` measured; docs/bench.json has every single time.

- Cached: \`docker build --quiet\` of what was built before, command line included, in rounds of one build of each kind, forwards and backwards in turn. Before and after, the same builds over the control API must report every step as CACHED. Ratios are medians of the ratios within the rounds.
- The floor is a frontend of node and the same gRPC transport that reads the file, has one graph solved and returns it: what a frontend in a container costs at least. The Dockerfile has the steps of a static conversion, and BuildKit's built-in frontend.
- Speed: programs that only compute (bench/speed/programs.py), by the source image's own interpreter (Debian's, and a CPython below /usr/local as docker's images have it, shared and built with PGO and LTO) and by its python.km, in turn, both run natively in containers.
- A toolchain's time is that of its steps, with nothing in the cache; its size is that of /toolchain, without the root that it was made in.
- From nothing: \`no-cache\` over the control API, on examples/flask, with all images in the engine's store; the stages are the times of their steps. The rest is the container's start, our own time and the export.

${sections.join("\n")}`;
}

/** One engine's part, which the bench also prints. */
export function section(measured: Measured): string {
  const { circumstances } = measured;
  const { date, machine, versions, load } = circumstances;
  const provisional = isProvisional(circumstances)
    ? `\n**Provisional**: the machine had other work (load average ${load} at the start).\n`
    : "";
  return `## Docker ${versions.docker}, ${date}

${machine.cpu}, ${machine.cores} cores, ${machine.ramGiB} GiB, Linux ${machine.kernel}; Faktory ${versions.faktory}, node ${versions.node} in the frontend image; load average ${load} at the start.
${provisional}
${cachedTable(measured)}

${coldTable(measured)}
${measured.origins === undefined ? "" : `\n${originTables(measured.origins)}\n`}
${aims(measured)
  .map(({ text, met }) => `- ${met ? "met" : "MISSED"}: ${text}`)
  .join("\n")}
`;
}

const LABELS: Readonly<Record<ContenderName, string>> = {
  dockerfile: "Dockerfile, built-in frontend",
  floor: "the floor: a bare node frontend",
  static: "Kontainfile.static",
  "two-line": "the two-line Kontainfile",
};

function cachedTable({ cached }: Measured): string {
  const row = (name: ContenderName): string => {
    const times = cached[name];
    const ratio = (other: ContenderName): string =>
      name === other ? "" : `${pairedRatio(times, cached[other]).toFixed(2)} ×`;
    const range = `${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))}`;
    return `| ${LABELS[name]} | ${Math.round(median(times))} | ${range} | ${ratio("floor")} | ${ratio("dockerfile")} |`;
  };
  return `| cached build, ${cached.floor.length} rounds | median ms | range | to the floor | to the Dockerfile |
|---|--:|--:|--:|--:|
${(["dockerfile", "floor", "static", "two-line"] as const).map(row).join("\n")}`;
}

function coldTable({ cold }: Measured): string {
  const row = (name: "static" | "two-line"): string => {
    const cell = (key: keyof ColdTimes): string => {
      const ms = median(cold[name].map((times) => times[key]));
      return ms === 0 ? "" : (ms / 1000).toFixed(2);
    };
    const cells = [
      cell("analyze"),
      cell("toolchain"),
      cell("link"),
      cell("check"),
      cell("image"),
      cell("total"),
    ];
    return `| ${LABELS[name]} | ${cells.join(" | ")} |`;
  };
  return `| from nothing, median s of ${cold.static.length} | analyze | toolchain | link | check | assemble | all |
|---|--:|--:|--:|--:|--:|--:|
${(["static", "two-line"] as const).map(row).join("\n")}`;
}

const ORIGIN_LABELS: Readonly<Record<Origin, string>> = {
  debian: "Debian's archive",
  cpython: "CPython's source",
};

function originTables(origins: readonly OriginMeasured[]): string {
  const toolchains = origins.map(({ origin, toolchain }) => {
    return `| ${ORIGIN_LABELS[origin]} | ${(toolchain.ms / 1000).toFixed(0)} | ${toolchain.mebibytes} |`;
  });
  const table = `| toolchain, from nothing | s | MiB |
|---|--:|--:|
${toolchains.join("\n")}`;
  return [table, ...origins.map(speedTable)].join("\n\n");
}

function speedTable({ origin, speed }: OriginMeasured): string {
  const rows = Object.entries(speed).map(([name, { source, result }]) => {
    const ms = (seconds: readonly number[]): string => (median(seconds) * 1000).toFixed(0);
    return `| ${name} | ${ms(source)} | ${ms(result)} | ${pairedRatio(result, source).toFixed(2)} × |`;
  });
  const rounds = Object.values(speed)[0]?.source.length ?? 0;
  return `| ${ORIGIN_LABELS[origin]}: CPU-bound, median ms of ${rounds} | source | python.km | ratio |
|---|--:|--:|--:|
${rows.join("\n")}
| geometric mean | | | ${speedRatio(speed).toFixed(2)} × |`;
}

function speedRatio(speed: Speed): number {
  return geometricMean(Object.values(speed).map(({ source, result }) => pairedRatio(result, source)));
}

interface Aim {
  readonly text: string;
  readonly met: boolean;
}

function aims({ cached, cold, origins }: Measured): readonly Aim[] {
  const ratios = (["static", "two-line"] as const).map((name) => pairedRatio(cached[name], cached.floor));
  const stage = (name: "static" | "two-line", key: keyof ColdTimes): number =>
    median(cold[name].map((times) => times[key])) / 1000;
  const analyze = Math.max(stage("static", "analyze"), stage("two-line", "analyze"));
  const link = stage("static", "link");
  return [
    {
      text: `a cached build takes at most 1.25 × the floor (${ratios.map((ratio) => ratio.toFixed(2)).join(" and ")})`,
      met: Math.max(...ratios) <= 1.25,
    },
    { text: `Flask is analyzed in under 3 s (${analyze.toFixed(2)})`, met: analyze < 3 },
    { text: `python.km is linked in under 5 s (${link.toFixed(2)})`, met: link < 5 },
    ...(origins ?? []).map(({ origin, speed }) => speedAim(ORIGIN_LABELS[origin], speedRatio(speed))),
  ];
}

function speedAim(label: string, ratio: number): Aim {
  return {
    text: `python.km of ${label} takes at most 1.03 × the time of the source's interpreter (${ratio.toFixed(2)})`,
    met: ratio <= 1.03,
  };
}
