/** Reads the programs that the build's steps run from the checkout, as the bundle carries them. */
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { EmbeddedFiles } from "../src/graph/embedded.js";

const ROOT = join(import.meta.dirname, "..");

export function readEmbedded(): EmbeddedFiles {
  const tables = new Map(
    ["cpython.json", "modules.json"].map((name) => [name, readFileSync(join(ROOT, "linker", name), "utf8")]),
  );
  const toolchain = folder("linker/toolchain").set("modules.json", tables.get("modules.json") ?? "");
  const linker = [...folder("linker")].filter(
    ([path]) => !path.startsWith("toolchain/") && !tables.has(path),
  );
  return { analyzer: folder("analyzer"), toolchain, linker: new Map(linker), tables };
}

function folder(path: string): Map<string, string> {
  const base = join(ROOT, path);
  const files = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(py|sh|c|h|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [relative(base, file), readFileSync(file, "utf8")]));
}
