import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { provideBaseImage } from "../harness/base/provide.js";
import type { Engine } from "../harness/engine/start.js";
import { FRONTEND_TAG } from "./contenders.js";

/** Seconds of each program, in the source and in the result; the n-th of both lists are of one round. */
export const Speed = z.record(
  z.string(),
  z.object({ source: z.array(z.number()), result: z.array(z.number()) }),
);
export type Speed = z.infer<typeof Speed>;

const Times = z.record(z.string(), z.number());
const FOLDER = join(import.meta.dirname, "speed");
const SOURCE_TAG = "faktory-bench/speed";
const RESULT_TAG = "faktory-bench/speed-kontain";

/** CPU-bound programs by the source's own interpreter and by python.km, in turn, both run natively. */
export async function measureSpeed(engine: Engine, folder: string, rounds: number): Promise<Speed> {
  await provideBaseImage(engine, "bookworm");
  await engine.docker("build", "--quiet", "--tag", SOURCE_TAG, FOLDER);
  await convert(engine, join(folder, "speed"));
  const speed: Speed = {};
  for (let round = 0; round < rounds; round++) {
    const order = [
      ["source", SOURCE_TAG],
      ["result", RESULT_TAG],
    ] as const;
    for (const [side, tag] of round % 2 === 0 ? order : order.toReversed()) {
      const times = Times.parse(JSON.parse(await engine.docker("run", "--rm", tag)));
      for (const [name, seconds] of Object.entries(times)) {
        (speed[name] ??= { source: [], result: [] })[side].push(seconds);
      }
    }
  }
  return speed;
}

async function convert(engine: Engine, folder: string): Promise<void> {
  await mkdir(folder);
  const kontainfile = join(folder, "Kontainfile");
  await writeFile(kontainfile, `# syntax=${FRONTEND_TAG}\nFROM ${SOURCE_TAG}\nLINK static\n`);
  await engine.docker("build", "--quiet", "--tag", RESULT_TAG, "--file", kontainfile, folder);
}
