/** The parts of the graph that run again on their own wish: `--no-cache-filter toolchain`. */
export type Stage = "analyze" | "toolchain" | "link" | "image";

/** Which stages may not come from the cache: all of them (`--no-cache`) or the named ones. */
export interface CacheWish {
  readonly ignores: (stage: Stage) => boolean;
}

/** The op metadata of a vertex of this stage, under a name that a person can read in the progress. */
export function stageMeta(
  stage: Stage,
  text: string,
  cache: CacheWish,
): { name: string; ignoreCache?: true } {
  return { name: `[${stage}] ${text}`, ...(cache.ignores(stage) && { ignoreCache: true }) };
}
