import { isNotFound } from "../gateway/gateway-error.js";
import type { FileStat, Ref } from "../gateway/port.js";

/** Looks into a file tree that BuildKit holds; what is not there is `undefined`, not an error. */
export interface SourceFiles {
  /** What the path leads to, links followed inside the tree. */
  readonly stat: (path: string) => Promise<FileStat | undefined>;
  /** The first `length` bytes of a file. */
  readonly head: (path: string, length: number) => Promise<Uint8Array>;
  /** Names in a folder that match the glob; none where there is no such folder. */
  readonly names: (folder: string, pattern: string) => Promise<readonly string[]>;
}

export function sourceFiles(ref: Ref): SourceFiles {
  return {
    stat: (path) => absentIsUndefined(ref.statFile(path)),
    head: async (path, length) =>
      (await absentIsUndefined(ref.readFile(path, { offset: 0, length }))) ?? new Uint8Array(),
    names: async (folder, pattern) =>
      ((await absentIsUndefined(ref.readDir(folder, pattern))) ?? []).map(({ path }) => path),
  };
}

async function absentIsUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
