import { request } from "node:http";
import type { Duplex } from "node:stream";

/**
 * Open one of dockerd's hijacked connections, `/grpc` or `/session`, over which HTTP/2 follows.
 * `host` is DOCKER_HOST's value: `unix:///…` or `tcp://host:port`.
 */
export async function upgrade(
  host: string,
  path: string,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...addressOf(host),
      method: "POST",
      path,
      headers: { Host: "docker", Connection: "Upgrade", Upgrade: "h2c", ...mutable(headers) },
    });
    asked.on("upgrade", (_response, socket, head) => {
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    asked.on("response", (response) => {
      response.resume();
      reject(new Error(`POST ${path} on ${host}: ${response.statusCode ?? 0} instead of an upgrade`));
    });
    asked.on("error", reject);
    asked.end();
  });
}

function addressOf(host: string): { socketPath: string } | { host: string; port: number } {
  if (host.startsWith("unix://")) return { socketPath: host.slice("unix://".length) };
  const { protocol, hostname, port } = new URL(host);
  if (protocol !== "tcp:" || port === "") throw new Error(`${host} is neither unix:///… nor tcp://host:port`);
  return { host: hostname, port: Number(port) };
}

function mutable(
  headers: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}
