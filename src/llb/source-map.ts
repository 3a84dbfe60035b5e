import type { SourceFile, SourceRange } from "../diagnostics/source.js";
import type { Location, Range, Source, SourceInfo } from "../gen/ops.js";
import { sortedMap } from "./canonical.js";
import type { State } from "./state.js";
import type { SourceLocation } from "./vertex.js";

/** The file that the ranges of the operations point into. */
export interface SourceMap extends SourceFile {
  /** A name of github-linguist's, for a client that colours the text. */
  readonly language?: string | undefined;
  /** Where the daemon finds the file, so that a client can tell which of its files it is. */
  readonly state?: State | undefined;
}

/** Which places in which files the operations come from; the same file becomes one entry. */
export function encodeSource(locations: ReadonlyMap<string, readonly SourceLocation[]>): Source {
  const infos: SourceInfo[] = [];
  const indexOf = (info: SourceInfo): number => {
    const known = infos.findIndex((other) => sameFile(other, info));
    return known === -1 ? infos.push(info) - 1 : known;
  };
  const encode = ({ info, ranges }: SourceLocation): Location => ({
    sourceIndex: indexOf(info),
    ranges: [...ranges],
  });
  // The files are counted in the order of the operations, so before the sort by digest.
  const entries = [...locations].map(([digest, list]) => [digest, { locations: list.map(encode) }] as const);
  return { locations: sortedMap(entries), infos };
}

function sameFile(a: SourceInfo, b: SourceInfo): boolean {
  if (a === b) return true;
  if (a.filename !== b.filename || a.language !== b.language || !a.data.equals(b.data)) return false;
  const [headOfA, headOfB] = [a.definition?.def.at(-1), b.definition?.def.at(-1)];
  return headOfA === undefined || headOfB === undefined || headOfA.equals(headOfB);
}

export function encodeRange({ start, end }: SourceRange): Range {
  return { start: { ...start }, end: { ...end } };
}
