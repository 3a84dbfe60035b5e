import * as z from "zod";
import type { Engine } from "../harness/engine/start.js";
import { convert, type Subject } from "./subjects.js";

/** Seconds of each program, in the source and in the result; the n-th of both lists are of one round. */
export const Speed = z.record(
  z.string(),
  z.object({ source: z.array(z.number()), result: z.array(z.number()) }),
);
export type Speed = z.infer<typeof Speed>;

const Times = z.record(z.string(), z.number());

/** CPU-bound programs by the source's own interpreter and by python.km, in turn, both run natively. */
export async function measureSpeed(engine: Engine, subject: Subject, rounds: number): Promise<Speed> {
  const result = `${subject.tag}-kontain`;
  await convert(engine, subject, result);
  const speed: Speed = {};
  for (let round = 0; round < rounds; round++) {
    const order = [
      ["source", subject.tag],
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
