import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";

/** A folder that a build may read: one on disk, or files by their paths. */
export type Folder = string | Readonly<Record<string, string | Uint8Array>>;

/** One thing in a folder. */
export interface Entry {
  readonly path: string;
  readonly kind: "file" | "folder" | "link";
  readonly mode: number;
  readonly mtimeNs: bigint;
  readonly target: string;
  readonly data: Uint8Array;
}

const none = new Uint8Array();

/** All entries of a folder, parents first and in the order that BuildKit's receiver asks for. */
export async function entriesOf(folder: Folder): Promise<readonly Entry[]> {
  const entries = typeof folder === "string" ? await onDisk(folder, "") : inMemory(folder);
  return entries.toSorted((a, b) => compare(a.path, b.path));
}

/** By path with "/" before all other characters, so that a folder's entries follow it at once. */
function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a.replaceAll("/", "\0")), Buffer.from(b.replaceAll("/", "\0")));
}

async function onDisk(root: string, folder: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const name of await readdir(join(root, folder))) {
    const path = folder === "" ? name : `${folder}/${name}`;
    const stat = await lstat(join(root, path), { bigint: true });
    const common = { path, mode: Number(stat.mode & 0o7777n), mtimeNs: stat.mtimeNs, target: "", data: none };
    if (stat.isDirectory()) {
      entries.push({ ...common, kind: "folder" }, ...(await onDisk(root, path)));
    } else if (stat.isSymbolicLink()) {
      entries.push({ ...common, kind: "link", target: await readlink(join(root, path)) });
    } else if (stat.isFile()) {
      entries.push({ ...common, kind: "file", data: await readFile(join(root, path)) });
    }
  }
  return entries;
}

function inMemory(files: Readonly<Record<string, string | Uint8Array>>): readonly Entry[] {
  const common = { mtimeNs: 0n, target: "" };
  const folders = new Set(Object.keys(files).flatMap(parents));
  return [
    ...[...folders].map((path): Entry => ({ ...common, path, kind: "folder", mode: 0o755, data: none })),
    ...Object.entries(files).map(([path, data]): Entry => ({
      ...common,
      path,
      kind: "file",
      mode: 0o644,
      data: Buffer.from(data),
    })),
  ];
}

function parents(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}
