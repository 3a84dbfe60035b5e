import { join } from "node:path";
import { build, type Outcome } from "../harness/control.js";
import type { Engine } from "../harness/engine/start.js";
import type { Contender, ContenderName } from "./contenders.js";

/** The milliseconds of each contender's builds; those of one round stand at the same index. */
export type Times = Readonly<Record<ContenderName, readonly number[]>>;

/** Fully cached builds with `docker build --quiet`, in rounds of one build each, every other round backwards. */
export async function measureCached(
  engine: Engine,
  contenders: readonly Contender[],
  runs: number,
): Promise<Times> {
  const times: Record<ContenderName, number[]> = { dockerfile: [], floor: [], static: [], "two-line": [] };
  for (const contender of contenders) {
    await dockerBuild(engine, contender);
    await mustBeCached(engine, contender);
  }
  for (let round = 0; round < runs; round++) {
    for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
      times[contender.name].push(await dockerBuild(engine, contender));
    }
  }
  // Another build may have driven the cache out meanwhile.
  for (const contender of contenders) await mustBeCached(engine, contender);
  return times;
}

async function dockerBuild(engine: Engine, { name, folder, filename }: Contender): Promise<number> {
  const begun = performance.now();
  await engine.docker("build", "--quiet", "--tag", tagOf(name), "--file", join(folder, filename), folder);
  return Math.round((performance.now() - begun) * 10) / 10;
}

/** The same request over the control API, whose statuses say what ran: `--quiet` builds do not tell. */
async function mustBeCached(engine: Engine, contender: Contender): Promise<void> {
  const { vertices } = await controlBuild(engine, contender);
  const steps = vertices.filter(({ name, completed }) => completed && !BOOKKEEPING.test(name));
  const ran = steps.filter(({ cached }) => !cached).map(({ name }) => name);
  if (ran.length > 0) throw new Error(`${contender.name} is not fully cached: ${ran.join(", ")} ran`);
  if (steps.length === 0) throw new Error(`${contender.name} has no steps at all`);
}

/**
 * What tells nothing of the cache: the client's files, what a name leads to, the export, and small files of the
 * frontend's own, which a daemon reports as done when it has computed their keys.
 */
const BOOKKEEPING =
  /^\[(?:internal|warning)\] |^local:\/\/|^docker-image:\/\/|^resolve image config |^exporting |^\[.*\] FROM /;

/** A contender as `docker build` asks for it, `# syntax=` line and all. */
export async function controlBuild(
  engine: Engine,
  { name, folder, filename }: Contender,
  attrs: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const outcome = await build(engine.host, {
    frontend: "dockerfile.v0",
    attrs: { filename, ...attrs },
    local: { dockerfile: folder, context: folder },
    exporter: { type: "moby", attrs: { name: `docker.io/${tagOf(name)}` } },
  });
  if (outcome.error !== undefined) throw outcome.error;
  return outcome;
}

function tagOf(name: ContenderName): string {
  return `faktory-bench/result-${name}`;
}
