import { Console } from "node:console";
import { randomUUID } from "node:crypto";
import { createServer, Socket } from "node:net";
import { pipeline, type Writable } from "node:stream";

/**
 * Makes the daemon's HTTP/2 connection, which arrives on two pipes, reachable as a gRPC target.
 *
 * grpc-js can only dial, so it dials a relay. The relay listens on an abstract socket: it needs no writable folder and
 * works without a network. It takes one connection, because the daemon serves one.
 * https://github.com/moby/buildkit/blob/v0.8.3/frontend/gateway/gateway.go (serve, pipeToConn)
 */
export async function relayStdio(input = 0, output = 1): Promise<string> {
  const path = `\0faktory-${randomUUID()}`;
  const server = createServer((socket) => {
    server.close();
    // Either end's close or failure ends the other; the calls under way then fail with UNAVAILABLE.
    pipeline(new Socket({ fd: input, writable: false }), socket, ignore);
    pipeline(socket, new Socket({ fd: output, readable: false }), ignore);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(path, resolve);
  });
  return `unix:${path}`;
}

function ignore(): void {
  // The gRPC channel reports what happens to the connection.
}

/** Sends `console.*` to stderr, the daemon's log: one byte on stdout that is not HTTP/2 would end the build. */
export function redirectConsole(stderr: Writable): void {
  globalThis.console = new Console(stderr, stderr);
}
