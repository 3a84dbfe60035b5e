import type { Dropped, Kept, Undecided, Why } from "./schema.js";

export type Row =
  { readonly kind: "kept"; readonly row: Kept } | { readonly kind: "dropped"; readonly row: Dropped };

/** The rows of a why.json by their paths. */
export interface Rows {
  readonly all: ReadonlyMap<string, Row>;
  readonly undecided: readonly Undecided[];
}

export function rowsOf(why: Why): Rows {
  const kept = why.kept.map((row): [string, Row] => [row.path, { kind: "kept", row }]);
  const dropped = why.dropped.map((row): [string, Row] => [row.path, { kind: "dropped", row }]);
  return { all: new Map([...kept, ...dropped]), undecided: why.undecided };
}

/** The row of a path, or of the innermost folder around it that has one. */
export function rowAround(rows: Rows, path: string): Row | undefined {
  for (let here = path; here !== ""; here = here.slice(0, here.lastIndexOf("/"))) {
    const row = rows.all.get(here);
    if (row !== undefined) return row;
  }
  return rows.all.get("/");
}
