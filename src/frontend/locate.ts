import type { FileStat } from "../gateway/port.js";
import type { ContainerConfig } from "../oci/image-config.js";
import { pythonFolders } from "./python-folders.js";
import type { SourceFiles } from "./source-files.js";
import { commandWords, shebangWords } from "./words.js";

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const PYTHON = /^python(?:[23](?:\.\d+)?)?[a-z]*$/;
const SHELL = /^(?:ba|da|a|z|k)?sh$/;
/** A hostile image may lead from script to script for ever. */
const MOST_STEPS = 64;
const MOST_FOLDERS = 64;
const SCRIPT_BYTES = 64 * 1024;

/**
 * Finds the interpreter that the analyzer runs by: what the program's argv leads to, through PATH, links, shebangs
 * and wrappers; else a python in the known folders. Returns an absolute path, or undefined where nothing is one.
 *
 * The analyzer then follows the same argv closely, from inside; here one interpreter is enough to start it.
 */
export async function locateInterpreter(
  files: SourceFiles,
  config: ContainerConfig,
): Promise<string | undefined> {
  const search = startSearch(files, config);
  const argv = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  return (await follow(search, argv)) ?? (await fallback(search));
}

interface Search {
  readonly files: SourceFiles;
  readonly workdir: string;
  /** The folders of PATH, absolute. */
  readonly folders: readonly string[];
  /** What was followed already. */
  readonly seen: Set<string>;
}

function startSearch(files: SourceFiles, config: ContainerConfig): Search {
  const workdir = absolute("/", config.WorkingDir ?? "/");
  const path = config.Env?.find((entry) => entry.startsWith("PATH="))?.slice("PATH=".length) ?? DEFAULT_PATH;
  return {
    files,
    workdir,
    folders: likelyFirst(path.split(":").map((folder) => absolute(workdir, folder))).slice(0, MOST_FOLDERS),
    seen: new Set(),
  };
}

/**
 * Folders of system programs come last, for they hold no Python, and each look takes time. Where one does, the analyzer
 * finds that the program starts by another interpreter, and says so.
 */
function likelyFirst(folders: readonly string[]): readonly string[] {
  const isSystem = (folder: string): boolean => folder.endsWith("/sbin");
  return [...new Set([...folders.filter((folder) => !isSystem(folder)), ...folders.filter(isSystem)])];
}

/**
 * Takes the first word that leads to Python, not only argv[0]: so init programs, `env`, `gosu` and their like need
 * no table here.
 */
async function follow(search: Search, argv: readonly string[]): Promise<string | undefined> {
  for (const [index, word] of argv.entries()) {
    const found = await followProgram(search, word, argv.slice(index + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function followProgram(
  search: Search,
  word: string,
  rest: readonly string[],
): Promise<string | undefined> {
  const { seen, files } = search;
  if (seen.size >= MOST_STEPS || !/^[\w./+-]+$/.test(word) || word.startsWith("-")) return undefined;
  const key = SHELL.test(baseName(word)) ? [word, ...rest].join(" ") : word;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const program = await findProgram(search, word);
  if (program === undefined) return undefined;
  const { path, size } = program;
  // Nobody writes a wrapper script of that size.
  if (size > SCRIPT_BYTES && PYTHON.test(baseName(path))) return path;
  const head = await files.head(path, 256);
  if (isElf(head)) return followBinary(search, path, rest);
  const shebang = shebangWords(head);
  return shebang === undefined ? undefined : follow(search, [...shebang, path, ...rest]);
}

async function followBinary(
  search: Search,
  path: string,
  rest: readonly string[],
): Promise<string | undefined> {
  const name = baseName(path);
  if (PYTHON.test(name)) return path;
  if (!SHELL.test(name)) return undefined;
  return follow(search, commandWords(await shellText(search, rest)));
}

/** What a shell of these arguments runs: the text after `-c`, or a script, which need not be executable. */
async function shellText({ files, workdir }: Search, args: readonly string[]): Promise<string> {
  const { isCommand, operand } = shellOperand(args);
  if (operand === undefined || isCommand) return operand ?? "";
  const script = absolute(workdir, operand);
  const stat = await files.stat(script);
  return stat?.kind === "file" ? new TextDecoder().decode(await files.head(script, SCRIPT_BYTES)) : "";
}

function shellOperand(args: readonly string[]): { readonly isCommand: boolean; readonly operand?: string } {
  let isCommand = false;
  for (let place = 0; place < args.length; place += 1) {
    const arg = args[place] ?? "";
    if (!arg.startsWith("-")) return { isCommand, operand: arg };
    if (/^-[a-z]*c$/.test(arg)) isCommand = true;
    // `-o pipefail`: the one option with a value of its own.
    if (/^-[a-z]*o$/.test(arg)) place += 1;
  }
  return { isCommand };
}

interface Program {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

async function findProgram(search: Search, word: string): Promise<Program | undefined> {
  const paths = word.includes("/")
    ? [absolute(search.workdir, word)]
    : search.folders.map((folder) => `${folder}/${word}`);
  // Two at a time: each look has the daemon mount the tree, one after the other, and a cached build looks too.
  for (let place = 0; place < paths.length; place += 2) {
    const pair = paths.slice(place, place + 2);
    const stats = await Promise.all(pair.map((path) => search.files.stat(path)));
    const found = pair.findIndex((_, index) => isProgram(stats[index]));
    if (found >= 0) return { path: pair[found] ?? "", size: stats[found]?.size ?? 0 };
  }
  return undefined;
}

async function fallback(search: Search): Promise<string | undefined> {
  for await (const folder of pythonFolders(search.files, search.folders)) {
    const names = (await search.files.names(folder, "python*")).filter((name) => PYTHON.test(name));
    for (const name of names.sort(byPreference).slice(0, MOST_STEPS)) {
      const program = await findProgram(search, `${folder}/${name}`);
      if (program !== undefined && isElf(await search.files.head(program.path, 4))) return program.path;
    }
  }
  return undefined;
}

function isProgram(stat: FileStat | undefined): boolean {
  return stat?.kind === "file" && (stat.mode & 0o111) !== 0;
}

function absolute(workdir: string, path: string): string {
  if (path.startsWith("/")) return path.replace(/\/+$/, "") || "/";
  return `${workdir.replace(/\/+$/, "")}/${path}`;
}

/** python3 first, then the newest of python3.N, then `python`, then Python 2. */
function byPreference(a: string, b: string): number {
  const rank = (name: string): number => {
    const match = /^python(?:(\d)(?:\.(\d+))?)?$/.exec(name);
    if (match === null) return 5000;
    const [, major, minor] = match;
    if (major === undefined) return 2000;
    if (major === "2") return 3000;
    return minor === undefined ? 0 : 1000 - Number(minor);
  };
  return rank(a) - rank(b);
}

function isElf(head: Uint8Array): boolean {
  return head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
