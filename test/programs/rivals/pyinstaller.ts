import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { attempt } from "../../../harness/command.js";
import { ROOT } from "../../integration/stage.js";

/** The folder of a PyInstaller for the programs' python, or why there is none. */
export type PyInstaller = { readonly folder: string } | { readonly skipped: string };

const PINS = ["pyinstaller==6.22.3", "pyinstaller-hooks-contrib==2026.9", "altgraph==0.17.5"] as const;
const PYTHON = "3.11";
const FOLDER = join(ROOT, ".cache", PINS[0].replace("==", "-"));

/** From PyPI, once; it is no dependency of the project, so where it is not to be had, its column says so. */
export async function findPyInstaller(): Promise<PyInstaller> {
  if (existsSync(FOLDER)) return { folder: FOLDER };
  await mkdir(dirname(FOLDER), { recursive: true });
  const made = await mkdtemp(`${FOLDER}-`);
  const { code } = await attempt(
    [
      ...["python3", "-m", "pip", "install", "--quiet", "--target", made],
      ...["--python-version", PYTHON, "--only-binary=:all:", ...PINS],
    ],
    { timeoutMs: 300_000 },
  ).catch(() => ({ code: 1 }));
  if (code === 0) {
    await rename(made, FOLDER);
    return { folder: FOLDER };
  }
  await rm(made, { recursive: true });
  return { skipped: `pip could not install ${PINS[0]} here` };
}
