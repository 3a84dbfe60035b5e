/** One thing in an image's file system, as its tar header describes it. */
export interface ImageFile {
  /** Without a leading or trailing "/"; the root itself is "". */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink" | "hardlink" | "device" | "fifo";
  /** Permission, setuid, setgid and sticky bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  readonly size: number;
  /** What a symlink holds, or the path of the file that a hard link shares. */
  readonly link: string;
  /** Of a file's data; a hard link has that of the file it shares. */
  readonly sha256: string;
  readonly xattrs: Readonly<Record<string, string>>;
}

/** One layer as the archive has it. */
export interface Layer {
  /** Digest of the uncompressed tar: equal layers have equal ones on every engine. */
  readonly diffId: string;
  /** Digest of the blob in the archive, which may be compressed. */
  readonly digest: string;
  /** Bytes of that blob. */
  readonly size: number;
  /** Its entries in their order, whiteouts (`.wh.…`) included. */
  readonly files: readonly ImageFile[];
  /** The data of the files that were asked for. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** The file system that layers make, one over the other, by path. */
export function overlay(layers: readonly Layer[]): ReadonlyMap<string, ImageFile> {
  const files = new Map<string, ImageFile>();
  for (const layer of layers) {
    // A whiteout hides what lower layers have, never what its own layer adds.
    for (const { path } of layer.files) hide(files, path);
    for (const file of layer.files) {
      if (baseName(file.path).startsWith(".wh.")) continue;
      const hidesFolder = file.type !== "directory" && files.get(file.path)?.type === "directory";
      if (hidesFolder) removeBelow(files, file.path);
      files.set(file.path, file);
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hide(files: Map<string, ImageFile>, path: string): void {
  const name = baseName(path);
  const folder = path.slice(0, Math.max(0, path.length - name.length - 1));
  if (name === ".wh..wh..opq") removeBelow(files, folder);
  else if (name.startsWith(".wh.")) {
    const hidden = folder === "" ? name.slice(4) : `${folder}/${name.slice(4)}`;
    files.delete(hidden);
    removeBelow(files, hidden);
  }
}

function removeBelow(files: Map<string, ImageFile>, folder: string): void {
  const prefix = folder === "" ? "" : `${folder}/`;
  for (const path of files.keys()) if (path !== "" && path.startsWith(prefix)) files.delete(path);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
