import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { onTestFinished } from "vitest";
import type { ApiCap } from "../../src/gen/apicaps.js";
import { connect, type Call } from "../../src/gateway/rpc.js";
import { serveBridge, type Answers } from "../../rehearsal/daemon.js";

/** A real connection to a daemon that gives these answers, for one test. */
export async function dial(answers: Answers): Promise<Call> {
  const path = `\0faktory-test-${randomUUID()}`;
  const closers: (() => void)[] = [];
  const server = createServer((socket) => {
    serveBridge(socket, answers);
    closers.push(() => socket.destroy());
  });
  closers.push(() => server.close());
  onTestFinished(() => {
    for (const close of closers) close();
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return connect(`unix:${path}`);
}

export function enabledCap(id: string): ApiCap {
  return {
    id,
    enabled: true,
    deprecated: false,
    disabledReason: "",
    disabledReasonMsg: "",
    disabledAlternative: "",
  };
}
