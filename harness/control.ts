import { randomBytes } from "node:crypto";
import { connect, type ClientHttp2Session } from "node:http2";
import { call, callStream, RpcError } from "./control/call.js";
import type { Folder } from "./control/folder.js";
import { Progress, type Vertex, type Warning } from "./control/progress.js";
import { openSession } from "./control/session.js";
import { upgrade } from "./control/upgrade.js";
import { SolveRequest, SolveResponse, StatusRequest, StatusResponse } from "./gen/control.js";

/** One build, as `buildctl build` would ask for it. Definitions are their protobuf bytes. */
export interface Build {
  /** Default `gateway.v0`, which runs the image of `attrs.source`. */
  readonly frontend?: string;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly definition?: Uint8Array;
  readonly inputs?: Readonly<Record<string, Uint8Array>>;
  /** The local folders; a Dockerfile frontend reads `context` and `dockerfile`. */
  readonly local?: Readonly<Record<string, Folder>>;
  /** `moby` puts an image into a classic store, `image` into a containerd one; `oci` and `tar` fill `output`. */
  readonly exporter?: CacheEntry;
  readonly cacheFrom?: readonly CacheEntry[];
  readonly cacheTo?: readonly CacheEntry[];
}

export interface CacheEntry {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, string>>;
}

/** What a build did; `error` where it failed. */
export interface Outcome {
  readonly response: ReadonlyMap<string, string>;
  readonly error: RpcError | undefined;
  readonly vertices: readonly Vertex[];
  readonly warnings: readonly Warning[];
  readonly output: Buffer;
  readonly ms: number;
}

/** Run a build on the BuildKit within the Docker of `host` (DOCKER_HOST's value). */
export async function build(host: string, asked: Build): Promise<Outcome> {
  const begun = performance.now();
  const session = await openSession(host, asked.local ?? {});
  const control = await connectControl(host);
  try {
    const ref = randomBytes(12).toString("hex");
    const progress = new Progress();
    const [answer] = await Promise.all([
      solve(control, asked, ref, session.id),
      watch(control, ref, progress),
    ]);
    return {
      response: answer instanceof RpcError ? new Map() : answer,
      error: answer instanceof RpcError ? answer : undefined,
      vertices: progress.vertices(),
      warnings: progress.warnings(),
      output: session.output(),
      ms: Math.round(performance.now() - begun),
    };
  } finally {
    control.destroy();
    session.close();
  }
}

async function connectControl(host: string): Promise<ClientHttp2Session> {
  const socket = await upgrade(host, "/grpc");
  const session = connect("http://localhost", { createConnection: () => socket });
  session.on("close", () => socket.destroy());
  session.on("error", () => undefined); // the call that it breaks says so
  return session;
}

async function solve(
  control: ClientHttp2Session,
  asked: Build,
  ref: string,
  session: string,
): Promise<ReadonlyMap<string, string> | RpcError> {
  const request = SolveRequest.encode({
    ref,
    session,
    definition: Buffer.from(asked.definition ?? []),
    frontend: asked.frontend ?? (asked.definition === undefined ? "gateway.v0" : ""),
    frontendAttrs: mapOf(asked.attrs),
    frontendInputs: new Map(
      Object.entries(asked.inputs ?? {}).map(([name, bytes]) => [name, Buffer.from(bytes)]),
    ),
    exporter: asked.exporter?.type ?? "",
    exporterAttrs: mapOf(asked.exporter?.attrs),
    cache: { exports: entries(asked.cacheTo), imports: entries(asked.cacheFrom) },
  }).finish();
  try {
    return SolveResponse.decode(await call(control, "/moby.buildkit.v1.Control/Solve", request))
      .exporterResponse;
  } catch (error) {
    if (error instanceof RpcError) return error;
    throw error;
  }
}

async function watch(control: ClientHttp2Session, ref: string, progress: Progress): Promise<void> {
  const request = StatusRequest.encode({ ref }).finish();
  try {
    for await (const message of callStream(control, "/moby.buildkit.v1.Control/Status", request)) {
      progress.add(StatusResponse.decode(message));
    }
  } catch (error) {
    // A build that is refused at once has no status to read; its own error says why.
    if (!(error instanceof RpcError)) throw error;
  }
}

function entries(list: readonly CacheEntry[] = []): { type: string; attrs: Map<string, string> }[] {
  return list.map(({ type, attrs }) => ({ type, attrs: mapOf(attrs) }));
}

function mapOf(values: Readonly<Record<string, string>> = {}): Map<string, string> {
  return new Map(Object.entries(values));
}
