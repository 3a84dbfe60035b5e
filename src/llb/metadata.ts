import type { OpMetadata } from "../gen/ops.js";
import { sortedMap } from "./canonical.js";
import type { OpMeta } from "./state.js";

/** What is said about an operation beside its bytes, so that it changes neither digest nor cache. */
export function encodeMetadata(meta: OpMeta, caps: readonly string[]): OpMetadata {
  const { name, ignoreCache = false, progressGroup: group } = meta;
  return {
    ...EMPTY,
    ignoreCache,
    description: new Map(name ? [["llb.customname", name]] : []),
    caps: capMap(caps),
    progressGroup: group && { id: group.id, name: group.name, weak: group.weak ?? false },
  };
}

/** The metadata of the op that ends a definition: the caps of what every definition uses, and of what this one does. */
export function terminalMetadata(all: Iterable<OpMetadata>): OpMetadata {
  const caps = ["constraints", "platform"];
  for (const { ignoreCache, description, exportCache } of all) {
    if (ignoreCache) caps.push("meta.ignorecache");
    if (description.size > 0) caps.push("meta.description");
    if (exportCache !== undefined) caps.push("meta.exportcache");
  }
  return { ...EMPTY, description: new Map(), caps: capMap(caps) };
}

/** Equal operations are one to the daemon, so what is said about each is said about all; the later text wins. */
export function mergeMetadata(before: OpMetadata, after: OpMetadata): OpMetadata {
  return {
    ignoreCache: before.ignoreCache || after.ignoreCache,
    description: sortedMap([...before.description, ...after.description]),
    exportCache: after.exportCache ?? before.exportCache,
    caps: capMap([...before.caps.keys(), ...after.caps.keys()]),
    progressGroup: after.progressGroup ?? before.progressGroup,
    linuxResources: after.linuxResources ?? before.linuxResources,
  };
}

function capMap(caps: readonly string[]): Map<string, boolean> {
  return sortedMap(caps.map((cap) => [cap, true] as const));
}

const EMPTY = {
  ignoreCache: false,
  exportCache: undefined,
  progressGroup: undefined,
  linuxResources: undefined,
} as const;
