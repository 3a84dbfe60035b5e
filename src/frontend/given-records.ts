import type { SourceRange } from "../diagnostics/source.js";
import type { Ref } from "../gateway/port.js";
import { folderOf, recordsFrom } from "../graph/relinked.js";
import type { State } from "../llb/state.js";
import type { Relink } from "../plan/schema.js";
import { contextFiles } from "./context-tree.js";
import type { Environment } from "./environment.js";
import { sourceFiles } from "./source-files.js";

/** The records that the named context `relinked` has: what the target of that name made in an earlier build. */
export async function givenRecords(
  environment: Environment,
  rows: readonly Relink[],
  at: SourceRange,
): Promise<ReadonlyMap<Relink, State>> {
  const found = await contextFiles(
    environment,
    {
      name: "relinked",
      followPaths: rows.map((row) => folderOf(row).slice(1)),
      hint: "pass --build-context relinked=DIR, or an image, with what --target relinked made",
      at,
    },
    (ref) => thoseIn(ref, rows),
  );
  if (found === undefined) return new Map();
  return new Map(found.seen.map((row) => [row, recordsFrom(found.state, row)]));
}

async function thoseIn(ref: Ref, rows: readonly Relink[]): Promise<readonly Relink[]> {
  const { stat } = sourceFiles(ref);
  const stats = await Promise.all(rows.map((row) => stat(`${folderOf(row)}/records.json`)));
  return rows.filter((_, place) => stats[place]?.kind === "file");
}
