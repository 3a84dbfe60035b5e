import type { SourceRange } from "../diagnostics/source.js";
import type { OpMeta } from "../llb/state.js";

/** The parts of the graph that a user can have made anew: `--no-cache-filter toolchain`. */
export type Stage = "trace" | "analyze" | "toolchain" | "relink" | "link" | "check" | "image";

/** What holds for the vertices of all stages. */
export interface Stages {
  /** Whether this stage may not come from the cache (`--no-cache`). */
  readonly ignores: (stage: Stage) => boolean;
  /** The line of the Kontainfile that they are there for. */
  readonly at: SourceRange;
}

/** The op metadata of a vertex, under a name that a person can read in the progress. */
export function stageMeta(stage: Stage, text: string, { ignores, at }: Stages): OpMeta {
  return { name: `[${stage}] ${text}`, ranges: [at], ...(ignores(stage) && { ignoreCache: true }) };
}
