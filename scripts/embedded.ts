/** Packs the programs that the build's steps run, as the bundle carries them. */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { buffer } from "node:stream/consumers";
import BZip2 from "bzip2-wasm";
import { pack } from "tar-stream";
import type { EmbeddedFiles } from "../src/graph/embedded.js";

const ROOT = join(import.meta.dirname, "..");

/** What the checker takes from the analyzer: reading ELF files and users, matching patterns; the runner needs less. */
const SHARED = ["elf.py", "findings.py", "image.py", "patterns.py", "users.py"];
const SHARED_BY_RUNNER = ["findings.py", "image.py", "users.py"];
/** What the relinker takes from it: it reads the modules that it builds. */
const SHARED_BY_RELINKER = ["elf.py"];

/** What the frontend itself reads of the linker's. */
const TABLES = ["cpython.json", "modules.json"];

/** Of bzip2's, in units of 100 kB. */
const LARGEST_BLOCK = 9;

/** The files of each archive, by their paths in it. */
export function embeddedFolders() {
  const linker = [...folder("linker")].filter(
    ([path]) => !path.startsWith("toolchain/") && !path.startsWith("relink/") && !TABLES.includes(path),
  );
  const analyzer = folder("analyzer");
  const shared = (names: readonly string[]) => [...analyzer].filter(([path]) => names.includes(path));
  const runner = folder("runner");
  return {
    analyzer,
    tracer: new Map([...folder("tracer"), ...runner, ...shared(SHARED_BY_RUNNER)]),
    checker: new Map([...folder("checker"), ...runner, ...shared(SHARED)]),
    toolchain: folder("linker/toolchain").set("modules.json", table("modules.json")),
    relinker: new Map([...folder("linker/relink"), ...shared(SHARED_BY_RELINKER)]),
    linker: new Map(linker),
  };
}

export async function readEmbedded(): Promise<EmbeddedFiles> {
  const { analyzer, tracer, checker, toolchain, relinker, linker } = embeddedFolders();
  return {
    analyzer: await archive(analyzer),
    tracer: await archive(tracer),
    checker: await archive(checker),
    toolchain: await archive(toolchain),
    relinker: await archive(relinker),
    linker: await archive(linker),
    tables: new Map(TABLES.map((name) => [name, table(name)])),
  };
}

function table(name: string): string {
  return readFileSync(join(ROOT, "linker", name), "utf8");
}

function folder(path: string): Map<string, string> {
  const base = join(ROOT, path);
  const files = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(py|sh|c|h|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [relative(base, file), readFileSync(file, "utf8")]));
}

/**
 * Equal files give equal bytes: the build cache knows the steps by them. Of what every BuildKit unpacks by itself
 * (gzip, bzip2) bzip2 is smaller by a quarter, and every build sends the archives several times.
 */
async function archive(files: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const tar = pack();
  const mtime = new Date(0);
  const folders = new Set([...files.keys()].map(dirname).filter((path) => path !== "."));
  for (const name of [...folders].sort()) tar.entry({ name, type: "directory", mode: 0o755, mtime });
  for (const [name, text] of [...files].sort()) tar.entry({ name, mode: 0o644, mtime }, text);
  tar.finalize();
  const bzip2 = new BZip2();
  await bzip2.init();
  const data = await buffer(tar);
  return bzip2.compress(data, LARGEST_BLOCK, data.length + 1024);
}
