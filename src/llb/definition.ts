import { Op, type Definition, type Platform as EncodedPlatform } from "../gen/ops.js";
import { parseDigest } from "../oci/digest.js";
import type { Platform } from "../oci/platform.js";
import { digestOfBytes } from "./canonical.js";
import { scratch, type Output, type State } from "./state.js";
import type { EncodedVertex, SourceLocation } from "./vertex.js";

/** The tree that somebody else's definition makes: a named context, or another frontend's result. */
export function fromDefinition(definition: Definition): State {
  const ops = new Map<string, Encoded>();
  let head: Op | undefined;
  for (const bytes of definition.def) {
    head = Op.decode(bytes);
    ops.set(digestOfBytes(bytes), { bytes, op: head });
  }
  const [input] = head?.inputs ?? [];
  // A definition without operations is scratch.
  if (input === undefined) return scratch;
  const vertices = new Map<string, EncodedVertex>();
  const output = outputOf(definition, ops, vertices, input);
  return { output, platform: platformOf(ops.get(input.digest)?.op.platform) };
}

interface Encoded {
  readonly bytes: Buffer;
  readonly op: Op;
}

function outputOf(
  definition: Definition,
  ops: ReadonlyMap<string, Encoded>,
  vertices: Map<string, EncodedVertex>,
  { digest, index }: { readonly digest: string; readonly index: bigint },
): Output {
  const known = vertices.get(digest);
  if (known !== undefined) return { vertex: known, index: Number(index) };
  const parsed = parseDigest(digest);
  const encoded = ops.get(digest);
  if (parsed === undefined || encoded === undefined)
    throw new Error(`the definition has no operation ${digest}`);
  const platform = platformOf(encoded.op.platform);
  const vertex: EncodedVertex = {
    kind: "encoded",
    digest: parsed,
    bytes: encoded.bytes,
    visits: encoded.op.inputs.map((input) => ({
      output: outputOf(definition, ops, vertices, input),
      platform,
    })),
    metadata: definition.metadata.get(digest),
    locations: locationsOf(definition, digest),
  };
  vertices.set(digest, vertex);
  return { vertex, index: Number(index) };
}

function locationsOf({ source }: Definition, digest: string): readonly SourceLocation[] {
  const locations = source?.locations.get(digest)?.locations ?? [];
  return locations.map(({ sourceIndex, ranges }) => {
    const info = source?.infos[sourceIndex];
    if (info === undefined) throw new Error(`the definition has no source ${sourceIndex}`);
    return { info, ranges };
  });
}

function platformOf(platform: EncodedPlatform | undefined): Platform | undefined {
  if (platform === undefined) return undefined;
  const { os, architecture, variant } = platform;
  return { os, architecture, ...(variant && { variant }) };
}
