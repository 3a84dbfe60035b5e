import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CommandError } from "../../../harness/command.js";
import type { Conversion, Stage } from "../stage.js";

/** What a program in a container printed, which is JSON; `words` are options, the image and its arguments. */
export async function answerOf(stage: Stage, ...words: readonly string[]): Promise<unknown> {
  const finished = await stage.run(...words);
  if (finished.code !== 0) throw new CommandError(["docker", "run", ...words], finished);
  return JSON.parse(finished.stdout);
}

/** A page of the server that an image starts on port 8080. */
export async function pageOf(stage: Stage, image: string, path = "/"): Promise<string> {
  const id = (await stage.engine.docker("run", "--detach", "--publish", "127.0.0.1::8080", image)).trim();
  try {
    const address = (await stage.engine.docker("port", id, "8080/tcp")).trim();
    for (let tries = 0; ; tries++) {
      try {
        // The first fetch of a process never ends where the other side hangs up at once, as Docker's proxy does while
        // nobody listens in the container (node 20).
        const response = await fetch(`http://${address}${path}`, { signal: AbortSignal.timeout(5_000) });
        return `${response.status} ${await response.text()}`;
      } catch (error) {
        const logs = await stage.engine.attempt(["logs", id]);
        if (tries === 60) throw new Error(`${image} serves no page:\n${logs.stderr}`, { cause: error });
        await sleep(500);
      }
    }
  } finally {
    await stage.engine.docker("rm", "--force", id);
  }
}

/** Convert into a folder and do something with it before it goes. */
export async function withOutput<T>(
  stage: Stage,
  conversion: Conversion,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "faktory-output-"));
  try {
    const args = [...(conversion.args ?? []), "--output", `type=local,dest=${folder}`];
    await stage.convert({ ...conversion, args });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
