import { posix } from "node:path";
import { readImage, type Image } from "../../../harness/image.js";
import type { Stage } from "../stage.js";
import { isElf, readElf, type Elf } from "./elf.js";

/** An image with the data of all its files. */
export async function readWhole(stage: Stage, name: string): Promise<Image> {
  const { files } = await readImage(stage.engine, name);
  return readImage(
    stage.engine,
    name,
    [...files.values()].filter(({ type }) => type === "file").map(({ path }) => path),
  );
}

/** The ELF files of an image, by path. */
export function elfFiles(image: Image): ReadonlyMap<string, Elf> {
  return new Map(
    [...image.contents].filter(([, data]) => isElf(data)).map(([path, data]) => [path, readElf(data)]),
  );
}

/** Where a path leads to through the image's links, by the kernel's rules; undefined where it leads nowhere. */
export function resolve(image: Image, path: string): string | undefined {
  let left = path.split("/").filter((name) => name !== "" && name !== ".");
  let at = "";
  for (let links = 0; left.length > 0;) {
    const [name = "", ...rest] = left;
    const next = name === ".." ? posix.dirname(`/${at}`).slice(1) : posix.join(at, name);
    const file = image.files.get(next);
    if (file === undefined && next !== "") return undefined;
    left = rest;
    if (file?.type !== "symlink") at = next;
    else {
      if (++links > 40) return undefined;
      if (file.link.startsWith("/")) at = "";
      left = [...file.link.split("/").filter((part) => part !== "" && part !== "."), ...rest];
    }
  }
  return at;
}
