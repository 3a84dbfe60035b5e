import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { z } from "zod";
import { run } from "../../harness/command.js";
import { cacheFolder } from "../../harness/engine/places.js";
import { provide, providePrograms } from "../../harness/engine/programs.js";

/** The newest BuildKit at the time of writing. */
const TAG = "v0.32.2";
const MODULE = "github.com/moby/buildkit";
/** Where Go's own installer puts it, which is not always in PATH. */
const GO_PATH = [process.env["PATH"] ?? "/usr/bin:/bin", "/usr/local/go/bin"].join(delimiter);

/** Whether there is a Go to build BuildKit with. */
export function hasGo(): boolean {
  return GO_PATH.split(delimiter).some((folder) => existsSync(join(folder, "go")));
}

/** The folder with `buildctl` and `buildkitd`, made from BuildKit's own module; once. */
export async function provideBuildkit(): Promise<string> {
  const folder = join(cacheFolder(), `buildkit-${TAG}`);
  const programs = ["buildctl", "buildkitd"];
  if (programs.every((program) => existsSync(join(folder, program)))) return folder;
  const env = { PATH: GO_PATH, GOFLAGS: "-buildvcs=false" };
  // Not `go install`, which refuses a module whose go.mod has exclude lines.
  const answer = await run(["go", "mod", "download", "-json", `${MODULE}@${TAG}`], { env, cwd: "/" });
  const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(answer));
  await mkdir(folder, { recursive: true });
  await run(["go", "build", "-C", Dir, "-o", `${folder}/`, ...programs.map((name) => `./cmd/${name}`)], {
    env,
  });
  return folder;
}

/** PATH with runc, which buildkitd runs steps by. */
export async function pathWithRunc(): Promise<string> {
  return (await providePrograms("28")).daemonPath;
}

/** A registry's program, from Debian's package. */
export async function provideRegistry(): Promise<string> {
  const folder = await provide("registry", "bookworm", ["docker-registry"], () => Promise.resolve());
  return join(folder, "usr/bin/docker-registry");
}
