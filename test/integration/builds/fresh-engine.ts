import { startEngine, stopEngine, type Engine } from "../../../harness/engine/start.js";
import { FRONTEND_TAG } from "../../../harness/frontend-image.js";
import type { Stage } from "../stage.js";
import { carry } from "./carry.js";

/** Beside the engine of this run, whatever that one is called. */
const INSTANCE = `${process.env["FAKTORY_TEST_INSTANCE"] ?? ""}fresh`;

/** A Docker 28 that never built anything, with the frontend, the toolchain's base image and these source images. */
export async function startFreshEngine(from: Stage, ...sources: readonly string[]): Promise<Engine> {
  await stopEngine("28", INSTANCE, true);
  const engine = await startEngine("28", INSTANCE);
  await carry(from.engine, engine, FRONTEND_TAG, "debian:bookworm", ...sources);
  return engine;
}

/** End it and delete all that it made. */
export async function endFreshEngine(): Promise<void> {
  await stopEngine("28", INSTANCE, true);
}
