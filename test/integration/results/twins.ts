import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage } from "../stage.js";
import { fixture } from "./images.js";

/** Two packages with compiled modules that have everything of one name, one of pure Python, and Debian's markupsafe. */
export const TWINS = fixture("relink");

/** Give what `docker build` is told of the named context `sources`, which a fixture's Dockerfile makes, while it is there. */
export async function withSources<T>(
  { engine }: Stage,
  folder: string,
  use: (words: readonly string[]) => Promise<T>,
  ...args: readonly string[]
): Promise<T> {
  const target = await mkdtemp(join(tmpdir(), "faktory-sources-"));
  try {
    const output = ["--output", `type=local,dest=${target}`];
    await engine.docker("build", "--quiet", "--target", "sources", ...output, ...args, folder);
    return await use(["--build-context", `sources=${target}`]);
  } finally {
    await rm(target, { recursive: true });
  }
}
