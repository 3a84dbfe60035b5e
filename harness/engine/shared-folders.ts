import { existsSync } from "node:fs";
import { readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stateFolder } from "./places.js";

/** Folders that dockerd and containerd make outside of their roots, whatever their options; children first. */
const folders = [
  "/run/docker/plugins",
  "/run/docker",
  "/run/containerd/s",
  "/run/containerd",
  "/run/runc",
  "/etc/docker",
];

const note = (): string => join(stateFolder(), "shared-folders.absent");

/** Note which of them the machine lacks, before the first engine of ours starts. */
export async function noteSharedFolders(): Promise<void> {
  if (existsSync(note())) return;
  await writeFile(note(), folders.filter((folder) => !existsSync(folder)).join("\n"));
}

/** Remove those that were noted as long as nothing is in them, so that nothing of another Docker goes. */
export async function removeSharedFolders(): Promise<void> {
  const noted = (await readFile(note(), "utf8").catch(() => "")).split("\n");
  for (const folder of folders.filter((each) => noted.includes(each))) {
    await rmdir(folder).catch(() => undefined);
  }
  if (folders.every((folder) => !noted.includes(folder) || !existsSync(folder)))
    await rm(note(), { force: true });
}
