import type { Definition, Input, OpMetadata, SourceInfo } from "../gen/ops.js";
import type { Digest } from "../oci/digest.js";
import { LINUX_AMD64, type Platform } from "../oci/platform.js";
import { sortedMap } from "./canonical.js";
import { encodeTerminal, encodeVertex, type EncodedOp, type Surroundings } from "./encode.js";
import { mergeMetadata, terminalMetadata } from "./metadata.js";
import { encodeRange, encodeSource, type SourceMap } from "./source-map.js";
import type { State } from "./state.js";
import type { SourceLocation, Vertex } from "./vertex.js";

export type { EncodedOp } from "./encode.js";
export type { Vertex } from "./vertex.js";

/** A graph as it travels; the rooms beyond llb and gateway pass it on without looking inside. */
export type { Definition } from "../gen/ops.js";

export interface MarshalOptions {
  /** What the daemon can do (its LLB caps). An operation that needs more is an error here, not a riddle there. */
  readonly caps?: ReadonlySet<string> | undefined;
  readonly source?: SourceMap | undefined;
  /** For operations that name none and whose root names none; else linux/amd64. */
  readonly platform?: Platform | undefined;
  /** What earlier calls with the same caps and platform encoded; this call adds what it encodes itself. */
  readonly memory?: Map<Vertex, EncodedOp> | undefined;
}

/** Writes the graph below `state` as bytes, the same ones that BuildKit's Go client would send for it. */
export function marshal(state: State, options: MarshalOptions = {}): Definition {
  const encoded = encodeGraph(state, options);
  const result = inputOf(state, encoded);
  if (result === undefined) return { def: [], metadata: new Map(), source: undefined };
  const def = new Map<Digest, Buffer>();
  const metadata = new Map<string, OpMetadata>();
  const locations = new Map<string, readonly SourceLocation[]>();
  // Equal operations that were written down twice are one to the daemon.
  const info = options.source && sourceInfo(options.source, options);
  for (const [vertex, op] of encoded) {
    def.set(op.digest, op.bytes);
    locations.set(op.digest, [...(locations.get(op.digest) ?? []), ...locationsOf(vertex, info)]);
    const known = metadata.get(op.digest);
    if (op.metadata !== undefined)
      metadata.set(op.digest, known ? mergeMetadata(known, op.metadata) : op.metadata);
  }
  const terminal = encodeTerminal(result);
  metadata.set(terminal.digest, terminalMetadata(metadata.values()));
  return {
    def: [...def.values(), terminal.bytes],
    metadata: sortedMap(metadata),
    source: encodeSource(locations),
  };
}

/** What the daemon calls the operation that makes `state`, when it is sent with the same options. */
export function digestOf(state: State, options: MarshalOptions = {}): Digest | undefined {
  return state.output && encodeGraph(state, options).get(state.output.vertex)?.digest;
}

/** Every operation below `state`, after those that it needs. */
function encodeGraph(state: State, options: MarshalOptions): ReadonlyMap<Vertex, EncodedOp> {
  const encoded = new Map<Vertex, EncodedOp>();
  const around: Surroundings = {
    platform: options.platform ?? LINUX_AMD64,
    caps: options.caps,
    inputOf: (input) => inputOf(input, encoded),
  };
  const visit = ({ output }: State): void => {
    if (output === undefined || encoded.has(output.vertex)) return;
    for (const input of output.vertex.visits) visit(input);
    const { vertex } = output;
    const op = options.memory?.get(vertex) ?? encodeVertex(vertex, around);
    options.memory?.set(vertex, op);
    encoded.set(vertex, op);
  };
  visit(state);
  return encoded;
}

function inputOf({ output }: State, encoded: ReadonlyMap<Vertex, EncodedOp>): Input | undefined {
  if (output === undefined) return undefined;
  const op = encoded.get(output.vertex);
  if (op === undefined) throw new Error("an operation was encoded before one of its inputs");
  return { digest: op.digest, index: BigInt(output.index) };
}

function locationsOf(vertex: Vertex, info: SourceInfo | undefined): readonly SourceLocation[] {
  if (vertex.kind === "encoded") return vertex.locations;
  const { ranges } = vertex.meta;
  return ranges === undefined || info === undefined ? [] : [{ info, ranges: ranges.map(encodeRange) }];
}

function sourceInfo({ name, text, language = "", state }: SourceMap, options: MarshalOptions): SourceInfo {
  return {
    filename: name,
    data: Buffer.from(text),
    language,
    definition: state && marshal(state, { ...options, source: undefined }),
  };
}
