import { setTimeout as sleep } from "node:timers/promises";
import { lastLines } from "../../harness/command.js";
import type { Engine } from "../../harness/engine/start.js";
import type { Server } from "./row.js";

const TRIES = 150;

/** What a server answers, or its log where it does not. */
export async function pageOf(engine: Engine, image: string, server: Server): Promise<string> {
  const words = ["run", "--detach", "--publish", `127.0.0.1::${server.port}`, image, ...server.cmd];
  const id = (await engine.docker(...words)).trim();
  try {
    const address = (await engine.docker("port", id, `${server.port}/tcp`)).trim().split("\n")[0] ?? "";
    for (let tries = 0; tries < TRIES; tries++) {
      const page = await ask(`http://${address}${server.path}`);
      if (page !== undefined) return page;
      await sleep(300);
    }
    const logs = await engine.attempt(["logs", id]);
    return `no answer: ${lastLines(logs.stdout + logs.stderr, 6)}`;
  } finally {
    await engine.docker("rm", "--force", "--volumes", id);
  }
}

async function ask(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      headers: { connection: "close" },
      signal: AbortSignal.timeout(20_000),
    });
    return `${response.status}\n${await response.text()}`;
  } catch {
    return undefined;
  }
}
