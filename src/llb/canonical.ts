import { createHash } from "node:crypto";
import { Op } from "../gen/ops.js";
import { parseDigest, type Digest } from "../oci/digest.js";

/**
 * The bytes of an operation as the daemon itself would write them, so that both sides know it by the same digest.
 * protobuf-go writes oneof fields after all others, whatever their numbers: here the two parts are encoded apart,
 * which in protobuf is the same message. Maps must have been through {@link sortedMap}.
 */
export function encodeOp(op: Op): Buffer {
  const before = Op.encode({ ...op, op: undefined }).finish();
  const oneof = Op.encode({ ...EMPTY_OP, op: op.op }).finish();
  return Buffer.concat([before, oneof]);
}

const EMPTY_OP: Op = { inputs: [], op: undefined, platform: undefined, constraints: undefined };

/** What the daemon calls an operation. */
export function digestOfBytes(bytes: Uint8Array): Digest {
  const digest = parseDigest(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
  if (digest === undefined) throw new Error("a SHA-256 sum is always a digest");
  return digest;
}

/** Go's order of strings: by their UTF-8 bytes. JavaScript's own, by UTF-16 units, differs beyond the BMP. */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Entries of a protobuf map in canonical order; the generated encoder keeps the order that it finds. */
export function sortedMap<Value>(entries: Iterable<readonly [string, Value]>): Map<string, Value> {
  return new Map([...entries].sort(([a], [b]) => compareUtf8(a, b)));
}
