import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../command.js";
import { cacheFolder } from "./places.js";

/** Debian's mirror; a workplace may have its own. */
export function debianMirror(): string {
  return process.env["FAKTORY_DEBIAN_MIRROR"] ?? "http://deb.debian.org/debian";
}

/**
 * Download packages of one Debian suite and unpack them into a folder, with an apt state of our own:
 * the machine's package lists and its installed packages stay as they are.
 */
export async function unpackPackages(
  suite: string,
  packages: readonly string[],
  target: string,
): Promise<void> {
  const debs = await downloadPackages(suite, packages);
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  for (const deb of debs) await run(["dpkg-deb", "--extract", deb, partial]);
  await rm(target, { recursive: true, force: true });
  await rename(partial, target);
}

async function downloadPackages(suite: string, packages: readonly string[]): Promise<readonly string[]> {
  const home = join(cacheFolder(), "apt", suite);
  const lists = join(home, "lists");
  const debs = join(home, "debs");
  await mkdir(join(lists, "partial"), { recursive: true });
  await mkdir(join(home, "cache/archives/partial"), { recursive: true });
  await rm(debs, { recursive: true, force: true });
  await mkdir(debs, { recursive: true });
  const sources = join(home, "sources.list");
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
  await writeFile(sources, `deb [signed-by=${keyring}] ${debianMirror()} ${suite} main\n`);

  const options = [
    `Dir::State::lists=${lists}`,
    `Dir::Cache=${join(home, "cache")}`,
    `Dir::Etc::sourcelist=${sources}`,
    "Dir::Etc::sourceparts=-",
    "Dir::Etc::preferencesparts=-",
    "APT::Sandbox::User=root",
    "Acquire::Languages=none",
    "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
    "Acquire::Check-Valid-Until=false",
    "Acquire::Retries=3",
  ].flatMap((option) => ["-o", option]);
  await run(["apt-get", "-q", ...options, "update"]);
  await run(["apt-get", "-q", ...options, "download", ...packages], { cwd: debs });
  const names = await readdir(debs);
  return names.sort().map((name) => join(debs, name));
}
