import type { Engine } from "../engine/start.js";
import { baseArchive } from "./debootstrap.js";
import { suiteOf } from "./distributions.js";

/** Whether a registry answers; FAKTORY_OFFLINE=1 says no without asking. */
async function registryAnswers(): Promise<boolean> {
  if (process.env["FAKTORY_OFFLINE"] === "1") return false;
  try {
    const response = await fetch("https://registry-1.docker.io/v2/", { signal: AbortSignal.timeout(3_000) });
    return response.status === 401 || response.ok;
  } catch {
    return false;
  }
}

/**
 * See to it that the engine has the base image of a suite under its usual names, e.g. `debian:bookworm` and
 * `debian:bookworm-slim`; returns the first. Where no registry answers, the image is made from packages.
 */
export async function provideBaseImage(engine: Engine, suiteName: string): Promise<string> {
  const suite = suiteOf(suiteName);
  const [first = ""] = suite.tags;
  if (await hasImages(engine, suite.tags)) return first;
  if (await registryAnswers()) {
    for (const tag of suite.tags) await engine.docker("pull", "--quiet", tag);
    return first;
  }
  await engine.docker("load", "--quiet", "--input", await baseArchive(suite));
  return first;
}

async function hasImages(engine: Engine, tags: readonly string[]): Promise<boolean> {
  const finished = await engine.attempt(["image", "inspect", "--format", "{{.Id}}", ...tags]);
  return finished.code === 0;
}
