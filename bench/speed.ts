import * as z from "zod";
import type { Engine } from "../harness/engine/start.js";

/** Seconds of each program, in the source and in the result; the n-th of both lists are of one round. */
export const Speed = z.record(
  z.string(),
  z.object({ source: z.array(z.number()), result: z.array(z.number()) }),
);
export type Speed = z.infer<typeof Speed>;

const Times = z.record(z.string(), z.number());

/** A program that prints its times, by the source's own interpreter and by python.km, in turn, both run natively. */
export async function measureSpeed(
  engine: Engine,
  source: string,
  result: string,
  rounds: number,
): Promise<Speed> {
  const speed: Speed = {};
  for (let round = 0; round < rounds; round++) {
    const order = [
      ["source", source],
      ["result", result],
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
