import type { Op, OpMetadata, Range, SourceInfo } from "../gen/ops.js";
import type { Digest } from "../oci/digest.js";
import type { Platform } from "../oci/platform.js";
import type { OpMeta, State } from "./state.js";

/** A node of the graph: an operation of ours, or one that came to us as bytes. */
export type Vertex = OpVertex | EncodedVertex;

export interface OpVertex {
  readonly kind: "op";
  /** In the order of Op.inputs. What stands twice becomes one input, scratch none. */
  readonly inputs: readonly State[];
  /** The same in the order in which BuildKit's Go client visits them, which orders the definition. */
  readonly visits: readonly State[];
  readonly op: (inputs: InputIndex) => NonNullable<Op["op"]>;
  readonly platform: OpPlatform;
  /** What the daemon must know to do this. */
  readonly caps: readonly string[];
  readonly meta: OpMeta;
}

/** `anywhere`: the operation is the same on every platform, so its bytes name none. */
export type OpPlatform =
  { readonly kind: "anywhere" } | { readonly kind: "on"; readonly platform: Platform | undefined };

/** How an operation says which input it means. */
export interface InputIndex {
  readonly count: number;
  /** The place in Op.inputs; -1 is scratch. */
  readonly of: (state: State) => bigint;
}

export interface EncodedVertex {
  readonly kind: "encoded";
  readonly digest: Digest;
  readonly bytes: Buffer;
  readonly visits: readonly State[];
  readonly metadata: OpMetadata | undefined;
  readonly locations: readonly SourceLocation[];
}

/** Ranges in one file. */
export interface SourceLocation {
  readonly info: SourceInfo;
  readonly ranges: readonly Range[];
}

/** The first result of an operation. */
export function firstOutput(vertex: Vertex, platform: Platform | undefined): State {
  return { output: { vertex, index: 0 }, platform };
}
