/** Reads the programs that the build's steps run from the checkout, as the bundle carries them. */
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { EmbeddedFiles, TextFiles } from "../src/graph/embedded.js";

const ROOT = join(import.meta.dirname, "..");

export function readEmbedded(): EmbeddedFiles {
  const modules = readFileSync(join(ROOT, "linker/modules.json"), "utf8");
  return {
    analyzer: folder("analyzer"),
    toolchain: new Map([...folder("linker/toolchain"), ["modules.json", modules]]),
    linker: new Map([...folder("linker")].filter(([path]) => !path.startsWith("toolchain/"))),
  };
}

function folder(path: string): TextFiles {
  const base = join(ROOT, path);
  const files = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(py|sh|c|h|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [relative(base, file), readFileSync(file, "utf8")]));
}
