import { spawn } from "node:child_process";
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import type { Engine } from "../../../harness/engine/start.js";

/** Bring images from one engine's store into another's, byte for byte. */
export async function carry(from: Engine, to: Engine, ...images: readonly string[]): Promise<void> {
  const save = spawn("docker", ["save", ...images], {
    env: { ...process.env, ...from.env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const load = spawn("docker", ["load", "--quiet"], {
    env: { ...process.env, ...to.env },
    stdio: ["pipe", "ignore", "inherit"],
  });
  const ends = Promise.all([once(save, "close"), once(load, "close")]);
  await pipeline(save.stdout, load.stdin);
  for (const [code] of await ends) {
    if (code !== 0)
      throw new Error(`carrying ${images.join(", ")} to another engine: exit code ${String(code)}`);
  }
}
