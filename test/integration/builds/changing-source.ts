import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, type Stage } from "../stage.js";

/** The example under another name, whose application changes. */
export const CHANGING = "faktory-test/changing";

/** Linked as the example's Kontainfile.static is, so the toolchain and python.km of that one serve here too. */
export const KONTAINFILE = `FROM ${CHANGING}\nLINK static\nDROP markupsafe._speedups\n`;

/** Build the example's source image, with one line of app.py as the word says. */
export async function buildChanging({ engine }: Stage, word: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "faktory-changing-"));
  try {
    await cp(join(ROOT, "examples/flask"), folder, { recursive: true, preserveTimestamps: true });
    const app = await readFile(join(folder, "app.py"), "utf8");
    await writeFile(join(folder, "app.py"), app.replace(/^"""A small Flask/, `"""${word}: a small Flask`));
    await engine.docker("build", "--quiet", "--tag", CHANGING, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
