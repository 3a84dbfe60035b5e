import { copy, file } from "../llb/file.js";
import { scratch, type State } from "../llb/state.js";
import { titleOf } from "../plan/relink.js";
import type { Relink } from "../plan/schema.js";
import { stageMeta, type Stages } from "./stages.js";

/** A distribution's records: what its build left, or the same from an earlier build. */
export interface Relinked {
  readonly row: Relink;
  readonly records: State;
}

/** Where a tree of many distributions has the records of one. */
export function folderOf({ key, version }: Pick<Relink, "key" | "version">): string {
  return `/${key}/${version}`;
}

/** The records of one distribution out of a tree of many; a copy, so that the others are no part of the link step's key. */
export function recordsFrom(tree: State, row: Relink): State {
  const action = copy({ from: tree, src: folderOf(row), dest: "/", dirContents: true, createDestPath: true });
  return file(scratch, [action], { name: `[internal] ${titleOf(row)}, relinked before` });
}

/** All of them in one tree, for later builds to take (the named context `relinked`). */
export function relinkedTree(
  all: readonly Relinked[],
  { epoch, stages }: { readonly epoch: number; readonly stages: Stages },
): State {
  const placed = all.map(({ row, records: from }) =>
    copy({ from, src: "/", dest: folderOf(row), dirContents: true, createDestPath: true }),
  );
  const tree = file(scratch, placed, { name: "[internal] relinked distributions" });
  // The folders above are new: only a copy with a timestamp makes them the same in every build.
  const action = copy({
    from: tree,
    src: "/",
    dest: "/",
    dirContents: true,
    createDestPath: true,
    timestampSeconds: epoch,
  });
  const count = all.length === 1 ? "1 distribution" : `${all.length} distributions`;
  return file(scratch, [action], stageMeta("image", `${count}, relinked`, stages));
}
