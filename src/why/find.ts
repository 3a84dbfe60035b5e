import { suggest } from "../kontainfile/suggest.js";
import { rowAround, type Row, type Rows } from "./rows.js";

/** What a question is about. `path` is a module's file where the question names a module; `keep` is what KEEP calls it. */
export type Found =
  | {
      readonly kind: "row";
      readonly path: string;
      readonly row: Row;
      readonly keep: string;
      readonly others: readonly string[];
    }
  | { readonly kind: "unknown"; readonly near: readonly string[] };

const MOST_OTHERS = 5;

/** A question is an absolute path, a module as import names it, or a distribution's name. */
export function find(rows: Rows, query: string): Found {
  const path = query.startsWith("/") ? normalized(query) : undefined;
  if (path === undefined)
    return findModule(rows, query) ?? findDistribution(rows, query) ?? unknown(rows, query);
  const row = rowAround(rows, path);
  return row === undefined ? unknown(rows, path) : { kind: "row", path, row, keep: path, others: [] };
}

function normalized(path: string): string {
  const steps = path.split("/").filter((step) => step !== "" && step !== ".");
  return `/${steps.join("/")}`;
}

/** A module with a row of its own, else one in a package that has a row. */
function findModule(rows: Rows, name: string): Found | undefined {
  const words = name.split(".");
  for (let count = words.length; count > 0; count -= 1) {
    const matches = modules(rows, words.slice(0, count));
    const [best, ...others] = matches;
    if (best === undefined) continue;
    const below = words.slice(count);
    // The second way to the same module (its folder beside its __init__.py) is no other one.
    const elsewhere = others.filter((other) => other.before !== best.before).map((other) => other.path);
    const found = below.length === 0 ? best.path : [best.folder, ...below].join("/");
    const row = rowAround(rows, found);
    if (row === undefined) return { kind: "unknown", near: [best.path] };
    const named = [...new Set(elsewhere)].slice(0, MOST_OTHERS);
    return { kind: "row", path: found, row, keep: name, others: named };
  }
  return undefined;
}

interface Match {
  readonly path: string;
  /** The folder of the import path that the module is in. */
  readonly before: string;
  /** The package's folder, were it one. */
  readonly folder: string;
  readonly isFile: boolean;
}

const FILE_END = /^(?:\/__init__)?\.(?:pyc?|(?:[^/]+\.)?so)$/;
const IMPORT_FOLDER = /\/(?:(?:site|dist)-packages|python3(?:\.\d+)?|lib-dynload)$/;

/** The rows whose paths end as the module's would; first those in folders that are known for being import's. */
function modules(rows: Rows, words: readonly string[]): readonly Match[] {
  const inner = `/${words.join("/")}`;
  const matches: Match[] = [];
  for (const path of rows.all.keys()) {
    const at = path.lastIndexOf(inner);
    const end = at < 0 ? undefined : path.slice(at + inner.length);
    if (end === undefined || (end !== "" && !FILE_END.test(end))) continue;
    const before = path.slice(0, at);
    matches.push({ path, before, folder: before + inner, isFile: end !== "" });
  }
  return matches.sort(
    (a, b) =>
      Number(IMPORT_FOLDER.test(b.before)) - Number(IMPORT_FOLDER.test(a.before)) ||
      a.before.length - b.before.length ||
      Number(b.isFile) - Number(a.isFile) ||
      (a.path < b.path ? -1 : 1),
  );
}

/** By the name of its metadata's folder, as PEP 503 compares names. */
function findDistribution(rows: Rows, name: string): Found | undefined {
  const key = keyOf(name);
  const paths = [...rows.all.keys()].sort();
  const [path, ...others] = paths.filter((path) => nameOfInfo(path) === key);
  const row = path === undefined ? undefined : rows.all.get(path);
  if (path === undefined || row === undefined) return undefined;
  // What it installed beside its metadata, where that has its name: KEEP of metadata brings no code.
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const code = paths.find((other) => other.startsWith(folder) && keyOf(other.slice(folder.length)) === key);
  return { kind: "row", path, row, keep: code ?? path, others: others.slice(0, MOST_OTHERS) };
}

/** name-1.0.dist-info */
function nameOfInfo(path: string): string | undefined {
  const name = /\/([^/]+)\.(?:dist|egg)-info$/.exec(path)?.[1];
  return name === undefined ? undefined : keyOf(name.split("-")[0] ?? name);
}

function keyOf(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

/** Rows whose last names are like the one that was asked for. */
function unknown(rows: Rows, query: string): Found {
  const wanted = stem(query.startsWith("/") ? query : query.replaceAll(".", "/"));
  const paths = [...rows.all.keys()].sort();
  const stems = new Set(paths.map(stem));
  const meant = stems.has(wanted) ? wanted : suggest(wanted, [...stems]);
  return { kind: "unknown", near: paths.filter((path) => stem(path) === meant).slice(0, MOST_OTHERS) };
}

/** The last name without its suffixes; a package's for its __init__.py. */
function stem(path: string): string {
  const steps = path.split("/");
  const [name = ""] = (steps.pop() ?? "").split(".");
  return name === "__init__" ? (steps.pop() ?? name) : name;
}
