import type { Input, Op, OpMetadata, Platform as EncodedPlatform } from "../gen/ops.js";
import type { Digest } from "../oci/digest.js";
import type { Platform } from "../oci/platform.js";
import { digestOfBytes, encodeOp } from "./canonical.js";
import { encodeMetadata } from "./metadata.js";
import type { State } from "./state.js";
import type { InputIndex, OpPlatform, OpVertex, Vertex } from "./vertex.js";

/** An operation as it travels. */
export interface EncodedOp {
  readonly digest: Digest;
  readonly bytes: Buffer;
  readonly metadata: OpMetadata | undefined;
}

/** What an operation's bytes depend on beside itself. */
export interface Surroundings {
  readonly platform: Platform;
  readonly caps: ReadonlySet<string> | undefined;
  /** Nothing for scratch. */
  readonly inputOf: (state: State) => Input | undefined;
}

export function encodeVertex(vertex: Vertex, around: Surroundings): EncodedOp {
  if (vertex.kind === "encoded") return vertex;
  requireCaps(vertex, around.caps);
  const inputs = distinct(vertex.inputs.flatMap((state) => around.inputOf(state) ?? []));
  const index: InputIndex = {
    count: inputs.length,
    of: (state) => BigInt(placeOf(inputs, around.inputOf(state))),
  };
  const bytes = encodeOp({
    inputs,
    op: vertex.op(index),
    platform: encodePlatform(vertex.platform, around.platform),
    // The Go client always sends constraints, empty ones too, so they are part of the digest.
    constraints: { filter: [] },
  });
  return {
    digest: digestOfBytes(bytes),
    bytes,
    metadata: encodeMetadata(vertex.meta, vertex.caps),
  };
}

/** The op without an operation that ends every definition and names its result. */
export function encodeTerminal(input: Input): { readonly digest: Digest; readonly bytes: Buffer } {
  const op: Op = { inputs: [input], op: undefined, platform: undefined, constraints: undefined };
  const bytes = encodeOp(op);
  return { digest: digestOfBytes(bytes), bytes };
}

function requireCaps({ caps, meta }: OpVertex, known: ReadonlySet<string> | undefined): void {
  const missing = known === undefined ? undefined : caps.find((cap) => !known.has(cap));
  if (missing === undefined) return;
  throw new Error(`this BuildKit lacks ${missing}, which the step ${JSON.stringify(meta.name ?? "")} needs`);
}

function distinct(inputs: readonly Input[]): Input[] {
  return inputs.filter((input, place) => placeOf(inputs, input) === place);
}

function placeOf(inputs: readonly Input[], wanted: Input | undefined): number {
  return inputs.findIndex((input) => input.digest === wanted?.digest && input.index === wanted.index);
}

function encodePlatform(platform: OpPlatform, otherwise: Platform): EncodedPlatform | undefined {
  if (platform.kind === "anywhere") return undefined;
  const { os, architecture, variant = "" } = platform.platform ?? otherwise;
  return { os, architecture, variant, osVersion: "", osFeatures: [] };
}
