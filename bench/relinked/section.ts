import { isProvisional } from "../machine.js";
import type { Speed } from "../speed.js";
import { geometricMean, median, pairedRatio } from "../statistics.js";
import type { RelinkedMeasured } from "./record.js";

const AIM = 1.05;

/** The part of docs/bench.md on modules that were linked in. */
export function relinkedSection({ circumstances, wheels }: RelinkedMeasured): string {
  const { date, machine, versions, load } = circumstances;
  const provisional = isProvisional(circumstances)
    ? `\n**Provisional**: the machine had other work (load average ${load} at the start).\n`
    : "";
  return `## Modules of wheels, linked in, ${date}

${machine.cpu}, ${machine.cores} cores, ${machine.ramGiB} GiB, Linux ${machine.kernel}, Docker ${versions.docker}; load average ${load} at the start. Each program (bench/relinked) runs by the source image with the wheel's own \`.so\` files and by python.km with the modules linked in, in turn, both natively in containers; of each action a run tells the best of five. Ratios are medians of the ratios within the rounds.
${provisional}
${wheels.map(table).join("\n\n")}

${wheels.map(aim).join("\n")}
`;
}

function table({ requirement, cached, speed }: RelinkedMeasured["wheels"][number]): string {
  const rows = Object.entries(speed).map(([name, { source, result }]) => {
    const ms = (seconds: readonly number[]): string => (median(seconds) * 1000).toFixed(1);
    return `| ${name} | ${ms(source)} | ${ms(result)} | ${pairedRatio(result, source).toFixed(2)} × |`;
  });
  const rounds = Object.values(speed)[0]?.source.length ?? 0;
  return `| ${requirement}, median ms of ${rounds} | wheel | linked in | ratio |
|---|--:|--:|--:|
${rows.join("\n")}
| geometric mean | | | ${ratioOf(speed).toFixed(2)} × |

Built before, \`docker build\` of it takes ${Math.round(median(cached))} ms (median of ${cached.length}).`;
}

function ratioOf(speed: Speed): number {
  return geometricMean(Object.values(speed).map(({ source, result }) => pairedRatio(result, source)));
}

function aim({ requirement, speed }: RelinkedMeasured["wheels"][number]): string {
  const ratio = ratioOf(speed);
  return `- ${ratio <= AIM ? "met" : "MISSED"}: ${requirement} linked in takes at most ${AIM} × the time of its wheel (${ratio.toFixed(2)})`;
}
