import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, readlink, realpath, symlink, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import * as z from "zod";

/** This machine's python, as it is put into the root of an image. */
export const Python = z.object({
  path: z.string(),
  version: z.string(),
  library: z.string(),
  /** Where its packages go. */
  packages: z.string(),
});
export type Python = z.infer<typeof Python>;

const ASK = `
import json, os, site, sys, sysconfig
print(json.dumps({"path": os.path.realpath(sys.executable), "version": "%d.%d.%d" % sys.version_info[:3],
                  "library": sysconfig.get_paths()["stdlib"], "packages": site.getsitepackages()[0]}))
`;

/** Of a python's library, what images have not. */
const WITHOUT =
  /\/(site-packages|dist-packages|test|tests|idlelib|ensurepip|lib2to3|turtledemo|config-[^/]+)$/;

export function findPython(): Python {
  const name = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
  const { stdout, status } = spawnSync(name, ["-c", ASK], { encoding: "utf8" });
  if (status !== 0) throw new Error("there is no python3 here, which the analyzer runs by");
  return Python.parse(JSON.parse(stdout));
}

/** Makes the root of an image that holds a python with its library, and nothing else. */
export async function makeRoot(root: string, python: Python): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const name of ["bin", "lib", "lib64", "sbin"]) {
    const target = await readlink(`/${name}`).catch(() => undefined);
    if (target !== undefined) await symlink(target, join(root, name));
  }
  await mkdir(join(root, "etc"));
  await writeFile(join(root, "etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
  await cp(python.library, root + python.library, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
    filter: (path) => !WITHOUT.test(path),
  });
  const modules = join(python.library, "lib-dynload");
  const extensions = (await readdir(modules))
    .filter((name) => name.endsWith(".so"))
    .map((name) => join(modules, name));
  for (const path of [python.path, ...librariesOf([python.path, ...extensions])]) await copyInto(root, path);
}

/** What the machine's loader finds for some ELF files, and the loader. */
function librariesOf(paths: readonly string[]): readonly string[] {
  const { stdout } = spawnSync("ldd", paths, { encoding: "utf8" });
  const found = stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm);
  return [...new Set([...found].flatMap(([, path]) => path ?? []))].sort();
}

/** By the name that it was found by, in the folder that this is. */
async function copyInto(root: string, path: string): Promise<void> {
  const folder = root + (await realpath(dirname(path)));
  await mkdir(folder, { recursive: true });
  await copyFile(path, join(folder, basename(path)));
}
