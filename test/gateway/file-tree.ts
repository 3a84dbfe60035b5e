import type { FileStat, ReadOptions, Ref } from "../../src/gateway/port.js";
import { FileTooLargeError, GatewayError, notFound } from "../../src/gateway/gateway-error.js";

/** A file's contents, or more of it. */
export type Entry = string | Uint8Array | Regular | Link | Folder;

interface Attributes {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: bigint;
}
interface Regular extends Attributes {
  readonly data: string | Uint8Array;
}
interface Link extends Attributes {
  readonly link: string;
}
interface Folder extends Attributes {
  readonly folder: true;
}

/** Files by absolute path; the folders above them need no entry. */
export type FileTree = Readonly<Record<string, Entry>>;

type Reads = Pick<Ref, "readFile" | "readDir" | "statFile">;

/** Reads a tree the way the daemon does: links are followed within the tree, except those that a folder lists. */
export function readsOf(tree: FileTree): Reads {
  const nodes = nodesOf(tree);
  return {
    readFile: (path, options) => attempt(() => readFile(nodes, path, options ?? {})),
    readDir: (path, pattern) => attempt(() => readDir(nodes, path, pattern)),
    statFile: (path) =>
      attempt(() => ({
        ...describe(find(nodes, "stat", path)),
        path: path.slice(path.lastIndexOf("/") + 1),
      })),
  };
}

interface Node {
  readonly path: string;
  readonly entry: Regular | Link | Folder;
}
type Nodes = ReadonlyMap<string, Node>;

function nodesOf(tree: FileTree): Nodes {
  const nodes = new Map<string, Node>([["/", { path: "/", entry: { folder: true } }]]);
  for (const [path, entry] of Object.entries(tree)) {
    if (!path.startsWith("/")) throw new Error(`${path} is not an absolute path`);
    const parts = path.split("/").slice(1);
    for (const above of parts.slice(0, -1).map((_, end) => `/${parts.slice(0, end + 1).join("/")}`)) {
      if (!nodes.has(above)) nodes.set(above, { path: above, entry: { folder: true } });
    }
    nodes.set(path, { path, entry: normalize(entry) });
  }
  return nodes;
}

function normalize(entry: Entry): Node["entry"] {
  return typeof entry === "string" || entry instanceof Uint8Array ? { data: entry } : entry;
}

function find(nodes: Nodes, operation: string, path: string, links = 0): Node {
  if (links > 40) throw notFound(operation, path);
  let at = "/";
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  for (const [index, part] of parts.entries()) {
    at = part === ".." ? parentOf(at) : join(at, part);
    const node = nodes.get(at);
    if (node === undefined) throw notFound(operation, path);
    if (!("link" in node.entry)) continue;
    const { link } = node.entry;
    const target = link.startsWith("/") ? link : join(parentOf(at), link);
    return find(nodes, operation, [target, ...parts.slice(index + 1)].join("/"), links + 1);
  }
  const node = nodes.get(at);
  if (node === undefined) throw notFound(operation, path);
  return node;
}

function readFile(nodes: Nodes, path: string, { offset = 0, length, limit }: ReadOptions): Uint8Array {
  const { entry } = find(nodes, "open", path);
  if (!("data" in entry))
    throw new GatewayError({ code: 2, message: `read ${path}: is a directory`, details: [] });
  const bytes = Buffer.from(entry.data).subarray(offset, length === undefined ? undefined : offset + length);
  if (limit !== undefined && bytes.length > limit) throw new FileTooLargeError(path, limit);
  return bytes;
}

function readDir(nodes: Nodes, path: string, pattern = "*"): FileStat[] {
  const folder = find(nodes, "open", path);
  if (!("folder" in folder.entry)) throw notFound("walk", path);
  const children = [...nodes.values()].filter(
    (node) => node.path !== "/" && parentOf(node.path) === folder.path,
  );
  return children
    .map(describe)
    .filter((stat) => matches(pattern, stat.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function matches(pattern: string, name: string): boolean {
  const literal = pattern.replace(/[.+^${}()|\\]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(name);
}

function describe({ path, entry }: Node): FileStat {
  const { uid = 0, gid = 0, mtime = 0n } = entry;
  const common = { path: path.slice(path.lastIndexOf("/") + 1), uid, gid, mtime };
  if ("folder" in entry) {
    return { ...common, kind: "directory", mode: entry.mode ?? 0o755, size: 4096, linkname: "" };
  }
  if ("link" in entry)
    return { ...common, kind: "symlink", mode: 0o777, size: entry.link.length, linkname: entry.link };
  return {
    ...common,
    kind: "file",
    mode: entry.mode ?? 0o644,
    size: Buffer.from(entry.data).length,
    linkname: "",
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function join(folder: string, name: string): string {
  return folder === "/" ? `/${name}` : `${folder}/${name}`;
}

function attempt<T>(read: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(read());
  });
}
