import type { ClientHttp2Session, IncomingHttpHeaders } from "node:http2";
import { Status } from "../../src/gen/status.js";
import { frame, unframe } from "./frames.js";

/** A call that BuildKit answered with another status than OK. */
export class RpcError extends Error {
  readonly code: number;
  /** Each detail's type, e.g. `github.com/moby/buildkit/errdefs.Source+json`, and its bytes. */
  readonly details: readonly { readonly type: string; readonly value: Buffer }[];

  constructor(code: number, message: string, details: RpcError["details"]) {
    super(message);
    this.name = "RpcError";
    this.code = code;
    this.details = details;
  }
}

/** Call a method and yield the messages of its answer. */
export async function* callStream(
  session: ClientHttp2Session,
  method: string,
  message: Uint8Array,
): AsyncGenerator<Buffer> {
  const stream = session.request({
    ":method": "POST",
    ":path": method,
    "content-type": "application/grpc",
    te: "trailers",
  });
  // The status comes in trailers, or in the headers where there is no answer at all.
  let status: IncomingHttpHeaders = {};
  const note = (headers: IncomingHttpHeaders): void => {
    status = { ...status, ...headers };
  };
  stream.on("response", note);
  stream.on("trailers", note);
  stream.end(frame(message));
  yield* unframe(stream);
  throwUnlessOk(status, method);
}

/** Call a method that answers with one message. */
export async function call(
  session: ClientHttp2Session,
  method: string,
  message: Uint8Array,
): Promise<Buffer> {
  let answer: Buffer | undefined;
  for await (const each of callStream(session, method, message)) answer = Buffer.from(each);
  if (answer === undefined) throw new Error(`${method} gave no answer`);
  return answer;
}

function throwUnlessOk(headers: IncomingHttpHeaders, method: string): void {
  const code = first(headers["grpc-status"]);
  if (code === "0") return;
  if (code === undefined) throw new Error(`${method}: the connection ended without a status`);
  const message = decodeURIComponent(first(headers["grpc-message"]) ?? "");
  const bytes = first(headers["grpc-status-details-bin"]);
  const details = bytes === undefined ? [] : Status.decode(Buffer.from(bytes, "base64")).details;
  throw new RpcError(
    Number(code),
    message,
    details.map(({ typeUrl, value }) => ({ type: typeUrl, value })),
  );
}

function first(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : header?.[0];
}
