import { file, mkdir, mkfile, type FileAction } from "../llb/file.js";
import { scratch, type State } from "../llb/state.js";

/** Paths below one folder, with their texts. */
export type TextFiles = ReadonlyMap<string, string>;

/** Our own programs for the build's steps, bundled into the frontend: no second image to pull. */
export interface EmbeddedFiles {
  /** What runs in the source image. */
  readonly analyzer: TextFiles;
  /** What builds a toolchain, with modules.json. */
  readonly toolchain: TextFiles;
  /** What links python.km in a toolchain. */
  readonly linker: TextFiles;
  /** The linker's tables that the frontend itself reads: modules.json, cpython.json. */
  readonly tables: TextFiles;
}

/** The files as a state of their own. */
export function embeddedFolder(files: TextFiles, name: string): State {
  const paths = [...files.keys()].sort();
  const folders = [...new Set(paths.flatMap(parents))].sort();
  const actions: FileAction[] = [
    ...folders.map((path) => mkdir({ path: `/${path}`, mode: 0o755, timestampSeconds: 0 })),
    ...paths.map((path) =>
      mkfile({
        path: `/${path}`,
        mode: 0o644,
        data: new TextEncoder().encode(files.get(path)),
        timestampSeconds: 0,
      }),
    ),
  ];
  return file(scratch, actions, { name: `[internal] ${name}` });
}

function parents(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
