import { setImmediate } from "node:timers/promises";

/** Of the event loop: a call goes through grpc-js's channel, HTTP/2's stream and the relay (bench/ shows what it takes). */
const TURNS_TO_SEND = 4;

/** Comes back when what was asked is on its way to the daemon: before work that keeps the processor. */
export async function sent(): Promise<void> {
  for (let turn = 0; turn < TURNS_TO_SEND; turn += 1) await setImmediate();
}
