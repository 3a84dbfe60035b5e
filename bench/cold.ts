import type { Engine } from "../harness/engine/start.js";
import { controlBuild } from "./cached.js";
import type { Contender } from "./contenders.js";

export const STAGES = ["analyze", "toolchain", "link", "check", "image"] as const;

/** Milliseconds of one conversion: all of it, and the steps of each stage. */
export type ColdTimes = Readonly<Record<(typeof STAGES)[number] | "total", number>>;

/** A conversion that takes nothing of its own from the cache, as `docker build --no-cache` asks for it. */
export async function measureCold(engine: Engine, contender: Contender): Promise<ColdTimes> {
  const { vertices, ms: total } = await controlBuild(engine, contender, { "no-cache": "" });
  const stage = (name: string): number => {
    const steps = vertices.filter((vertex) => vertex.name.startsWith(`[${name}] `));
    const cached = steps.find((step) => step.cached);
    if (cached !== undefined) throw new Error(`${cached.name} came from the cache`);
    return steps.reduce((sum, { ms }) => sum + ms, 0);
  };
  return {
    total,
    analyze: stage("analyze"),
    toolchain: stage("toolchain"),
    link: stage("link"),
    check: stage("check"),
    image: stage("image"),
  };
}
