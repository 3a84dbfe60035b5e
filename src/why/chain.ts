import { rowAround, type Rows } from "./rows.js";
import type { Kept } from "./schema.js";

/** No program is longer on the way; a file that says otherwise is not the analyzer's. */
const MOST_STEPS = 1000;

/** The rows from the one that no file is the reason of, mostly the entrypoint's, down to `last`. */
export function chainTo(rows: Rows, last: Kept): readonly Kept[] {
  const chain = [last];
  const seen = new Set([last.path]);
  for (let here = last; here.from !== null && chain.length < MOST_STEPS;) {
    const next = rowAround(rows, here.from);
    if (next?.kind !== "kept" || seen.has(next.row.path)) break;
    seen.add(next.row.path);
    chain.push(next.row);
    here = next.row;
  }
  return chain.reverse();
}
