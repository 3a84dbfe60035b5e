import { performServerHandshake, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";
import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";
import { BytesMessage } from "../gen/control.js";
import { entriesOf, type Folder } from "./folder.js";
import { sendFolder, wanted } from "./filesync.js";
import { frame, unframe } from "./frames.js";
import { upgrade } from "./upgrade.js";

/** What the daemon may ask of us while it builds. */
export interface Session {
  readonly id: string;
  /** What an exporter such as oci or tar sent, once the build is done. */
  output(): Buffer;
  close(): void;
}

const health = "/grpc.health.v1.Health/Check";
const fileSync = "/moby.filesync.v1.FileSync/DiffCopy";
const fileSend = "/moby.filesync.v1.FileSend/DiffCopy";

/** Open a session that serves these folders and takes an exporter's output. */
export async function openSession(host: string, folders: Readonly<Record<string, Folder>>): Promise<Session> {
  const id = randomBytes(12).toString("hex");
  const socket: Duplex = await upgrade(host, "/session", {
    "X-Docker-Expose-Session-Uuid": id,
    "X-Docker-Expose-Session-Name": "faktory-harness",
    "X-Docker-Expose-Session-Grpc-Method": [health, fileSync, fileSend],
  });
  const received: Buffer[] = [];
  // dockerd is the client on this connection, and we are the server.
  const server = performServerHandshake(socket);
  server.on("error", () => undefined); // a build that fails may cut the connection
  server.on("stream", (stream, headers) => {
    void serve(stream, headers, folders, received);
  });
  return {
    id,
    output: () => Buffer.concat(received),
    close: () => {
      server.destroy();
      socket.destroy();
    },
  };
}

async function serve(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  folders: Readonly<Record<string, Folder>>,
  received: Buffer[],
): Promise<void> {
  let status: Record<string, string> = { "grpc-status": "0" };
  stream.on("error", () => undefined);
  stream.on("wantTrailers", () => {
    stream.sendTrailers(status);
  });
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  try {
    switch (headers[":path"]) {
      case health:
        stream.write(frame(Buffer.from([0x08, 0x01]))); // SERVING
        break;
      case fileSync:
        await sync(stream, headers, folders);
        break;
      case fileSend:
        for await (const message of unframe(stream)) received.push(BytesMessage.decode(message).data);
        break;
      case undefined:
      default:
        status = { "grpc-status": "12", "grpc-message": "not served by this client" };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    status = { "grpc-status": "2", "grpc-message": encodeURIComponent(message) };
  }
  stream.end();
}

async function sync(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  folders: Readonly<Record<string, Folder>>,
): Promise<void> {
  const [name = ""] = values(headers, "dir-name");
  const folder = folders[name];
  if (folder === undefined) throw new Error(`the build asks for folder ${name}, which it was not given`);
  // Exclude patterns are not applied: more is sent, and a build that depends on them belongs to the docker CLI.
  const names = [...values(headers, "followpaths"), ...values(headers, "include-patterns")];
  await sendFolder(stream, wanted(await entriesOf(folder), names));
}

/** Node joins repeated headers with ", "; BuildKit escapes values that are not ASCII. */
function values(headers: IncomingHttpHeaders, name: string): readonly string[] {
  const value = headers[name];
  if (value === undefined) return [];
  const all = typeof value === "string" ? value.split(", ") : value;
  return headers[`${name}-encoded`] === "1"
    ? all.map((each) => decodeURIComponent(each.replaceAll("+", " ")))
    : all;
}
