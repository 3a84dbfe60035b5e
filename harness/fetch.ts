import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "./engine/start.js";

const ATTEMPTS = 100;

/** Runs a container of the image, fetches a path from its port once it answers, and removes it. */
export async function fetchFrom(engine: Engine, image: string, port: number, path = "/"): Promise<string> {
  const started = await engine.docker("run", "--detach", "--publish", `127.0.0.1::${port}`, image);
  const container = started.trim();
  try {
    const address = (await engine.docker("port", container, `${port}/tcp`)).trim();
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const body = await fetchOnce(`http://${address}${path}`);
      if (body !== undefined) return body;
      await sleep(100);
    }
    const { stdout, stderr } = await engine.attempt(["logs", container]);
    throw new Error(`${image} does not answer on port ${port}:\n${stdout}${stderr}`);
  } finally {
    await engine.docker("rm", "--force", container);
  }
}

async function fetchOnce(url: string): Promise<string | undefined> {
  try {
    return await (await fetch(url, { signal: AbortSignal.timeout(5_000) })).text();
  } catch {
    return undefined;
  }
}
