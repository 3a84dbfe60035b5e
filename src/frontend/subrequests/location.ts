import type { SourceRange } from "../../diagnostics/source.js";
import { markedLines } from "../../gateway/error-detail.js";

/** Places in the first of an answer's sources, as BuildKit's pb.Location is written in JSON. */
export function locationOf(ranges: readonly SourceRange[]) {
  return { ranges: ranges.map(markedLines) };
}
