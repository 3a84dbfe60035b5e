import type { SourceFiles } from "./source-files.js";

const USUAL_FOLDERS = ["/usr/local/bin", "/usr/bin", "/bin"];
/** Folders whose subfolders may each be the prefix of an interpreter. */
const PREFIXES = ["/opt", "/opt/python"];
/** The same, beside a folder of shims: as pyenv has it, and as asdf and mise do. */
const BESIDE_SHIMS = ["versions", "installs/python"];
const MOST_PREFIXES = 64;

/** Where an interpreter may be that no word of the command leads to: PATH's folders, then those of its prefixes. */
export async function* pythonFolders(files: SourceFiles, path: readonly string[]): AsyncGenerator<string> {
  yield* new Set([...path, ...USUAL_FOLDERS]);
  for (const parent of [...besideShims(path), ...PREFIXES]) {
    const names = await files.names(parent, "*");
    for (const name of [...names].sort(newestFirst).slice(0, MOST_PREFIXES)) yield `${parent}/${name}/bin`;
  }
}

function besideShims(path: readonly string[]): readonly string[] {
  const homes = path
    .filter((folder) => folder.endsWith("/shims"))
    .map((folder) => folder.slice(0, -"/shims".length));
  return homes.flatMap((home) => BESIDE_SHIMS.map((folder) => `${home}/${folder}`));
}

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, "en", { numeric: true });
}
