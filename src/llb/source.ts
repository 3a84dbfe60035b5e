import { sortedMap } from "./canonical.js";
import type { OpMeta, State } from "./state.js";
import { firstOutput, type OpPlatform } from "./vertex.js";

/** An attribute with the cap that it asks for; without a value it is not sent, and asks for nothing. */
export interface Attribute {
  readonly key: string;
  readonly value: string | undefined;
  readonly cap?: string | undefined;
}

/** Something that BuildKit fetches. */
export interface SourceSpec {
  readonly identifier: string;
  readonly cap: string;
  readonly attributes: readonly Attribute[];
  readonly platform: OpPlatform;
  readonly meta: OpMeta;
}

export function source({ identifier, cap, attributes, platform, meta }: SourceSpec): State {
  // An empty value would be written as a missing one, which is not canonical; nowhere does it mean anything.
  const sent = attributes.flatMap(({ key, value, cap }) => (value ? [{ key, value, cap }] : []));
  const attrs = sortedMap(sent.map(({ key, value }) => [key, value]));
  const caps = [cap, ...sent.flatMap(({ cap }) => (cap === undefined ? [] : [cap]))];
  const op = { $case: "source", value: { identifier, attrs } } as const;
  const state = platform.kind === "on" ? platform.platform : undefined;
  return firstOutput({ kind: "op", inputs: [], visits: [], op: () => op, platform, caps, meta }, state);
}
