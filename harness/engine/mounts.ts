import { readFile } from "node:fs/promises";
import { attempt } from "../command.js";

/** Undo every mount at or below a folder, the newest first. */
export async function unmountBelow(folder: string): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const points = await mountsBelow(folder);
    if (points.length === 0) return;
    for (const point of points.toReversed()) await attempt(["umount", round < 2 ? "-f" : "-l", point]);
  }
  const left = await mountsBelow(folder);
  if (left.length > 0) throw new Error(`cannot unmount ${left.join(" ")}`);
}

/** The mount points at or below a folder, in the order they were made. */
export async function mountsBelow(folder: string): Promise<readonly string[]> {
  const table = await readFile("/proc/self/mounts", "utf8");
  return table
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "")
    .map((path) => path.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8))))
    .filter((path) => path === folder || path.startsWith(`${folder}/`));
}
