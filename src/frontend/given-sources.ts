import type { SourceRange } from "../diagnostics/source.js";
import type { FileStat } from "../gateway/port.js";
import { copy, file, type FileAction } from "../llb/file.js";
import { scratch, type State } from "../llb/state.js";
import { chooseSource, isWheel, type SourceEntry } from "../plan/choose-source.js";
import { titleOf } from "../plan/relink.js";
import type { Relink } from "../plan/schema.js";
import { contextFiles } from "./context-tree.js";
import type { Environment } from "./environment.js";

/** The folder of Debian source packages for libraries (linker/relink/rebuilding.py). */
const OF_LIBRARIES = "debian";

/** What the client brings for one distribution. */
export interface GivenSource {
  /** Its source, with the wheels to build it with and libraries' sources; undefined where the client has none of it. */
  readonly given: State | undefined;
  /** The names of its other versions. */
  readonly others: readonly string[];
}

/** Looks through the named context `sources`, and tells what it has for a distribution. */
export async function givenSources(
  environment: Environment,
  at: SourceRange,
): Promise<(row: Relink) => GivenSource> {
  const hint = "pass --build-context sources=DIR, a folder that holds archives or folders NAME-VERSION";
  const found = await contextFiles(environment, { name: "sources", hint, at }, (ref) => ref.readDir("/"));
  if (found === undefined) return () => ({ given: undefined, others: [] });
  const entries = found.seen.flatMap(entryOf);
  const wheels = entries.some(isWheel) ? [wheelsOf(found.state)] : [];
  const libraries = entries.filter(({ name, kind }) => name === OF_LIBRARIES && kind === "folder");
  const common = [...wheels, ...libraries.map((folder) => sourceOf(found.state, folder))];
  return (row) => {
    const { entry, others } = chooseSource(row, entries);
    const actions = [...(entry === undefined ? [] : [sourceOf(found.state, entry)]), ...common];
    // A copy, so that whatever else lies there is no part of the step's key.
    const name = `[internal] source of ${titleOf(row)}`;
    return { given: actions.length === 0 ? undefined : file(scratch, actions, { name }), others };
  };
}

function entryOf({ path: name, kind }: FileStat): readonly SourceEntry[] {
  if (kind === "file") return [{ name, kind }];
  return kind === "directory" ? [{ name, kind: "folder" }] : [];
}

function sourceOf(from: State, { name }: SourceEntry): FileAction {
  return copy({ from, src: `/${name}`, dest: `/${name}`, dirContents: true, createDestPath: true });
}

/** By a pattern: there may be hundreds, for each of many distributions. */
function wheelsOf(from: State): FileAction {
  return copy({ from, src: "/*.whl", dest: "/", allowWildcard: true, allowEmptyWildcard: true });
}
