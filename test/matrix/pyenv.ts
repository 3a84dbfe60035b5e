import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The prefix of this machine's pyenv for a series, such as 3.8; undefined where there is none. */
export function pyenvPrefix(series: string): string | undefined {
  const versions = join(process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  const found = foldersOf(versions).find((name) => name.startsWith(`${series}.`));
  return found === undefined ? undefined : join(versions, found);
}

function foldersOf(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}
