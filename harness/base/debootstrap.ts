import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { run } from "../command.js";
import { withLock } from "../engine/lock.js";
import { unmountBelow } from "../engine/mounts.js";
import { cacheFolder } from "../engine/places.js";
import { provide } from "../engine/programs.js";
import { writeImageArchive } from "./archive.js";
import type { Suite } from "./distributions.js";

const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** A suite's base image for `docker load`: minbase and the suite's security updates. Made once, then cached. */
export async function baseArchive(suite: Suite): Promise<string> {
  const folder = join(cacheFolder(), "base");
  const archive = join(folder, `${suite.name}.image.tar`);
  await withLock(join(folder, `${suite.name}.lock`), async () => {
    if (existsSync(archive)) return;
    const root = join(folder, `${suite.name}.root`);
    const layer = join(folder, `${suite.name}.layer`);
    await removeRoot(root);
    try {
      const created = await bootstrap(suite, root);
      await writeLayer(root, layer, created);
      const env = [`PATH=${searchPath}`];
      await writeImageArchive(layer, archive, { tags: suite.tags, env, cmd: ["bash"], created });
    } finally {
      await removeRoot(root);
      await rm(layer, { force: true });
    }
  });
  return archive;
}

/** Fill the root; gives the date of the archive that it came from. */
async function bootstrap(suite: Suite, root: string): Promise<Date> {
  const tools = await provide("debootstrap", "bookworm", ["debootstrap"], writeDownloader);
  const { keyring } = suite;
  const keys = await provide(keyring.package, keyring.suite, [keyring.package], () => Promise.resolve());
  const folder = join(tools, "usr/share/debootstrap");
  const script = join(folder, "scripts", suite.name);
  // A suite younger than debootstrap is made like its distribution's rolling one.
  if (!existsSync(script)) await symlink(suite.distribution === "ubuntu" ? "gutsy" : "sid", script);
  const path = [join(tools, "bin"), process.env["PATH"] ?? "/usr/bin:/bin", "/usr/sbin:/sbin"].join(
    delimiter,
  );
  await run(
    [
      join(tools, "usr/sbin/debootstrap"),
      "--arch=amd64",
      "--variant=minbase",
      `--components=${suite.components}`,
      `--keyring=${join(keys, keyring.path)}`,
      suite.name,
      root,
      suite.mirror,
    ],
    { env: { DEBOOTSTRAP_DIR: folder, PATH: path, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" } },
  );
  await writeSettings(suite, root);
  await upgrade(root);
  const releases = await readReleases(root);
  const date = newestDate(releases);
  if (releases.some(isExpired)) await acceptStillMirror(root);
  await removeTraces(root);
  return date;
}

/** debootstrap calls wget: give it apt's own downloader, which every Debian has and which knows apt's proxy. */
async function writeDownloader(folder: string): Promise<void> {
  const script = `#!/bin/sh
# wget [option…] -O FILE URL
while [ $# -gt 0 ]; do
  case "$1" in
    --version) echo "GNU Wget"; exit 0 ;;
    -O) file=$2; shift ;;
    -*) ;;
    *) url=$1 ;;
  esac
  shift
done
exec /usr/lib/apt/apt-helper -q -o APT::Sandbox::User=root -o Acquire::Retries=3 download-file "$url" "$file"
`;
  await mkdir(join(folder, "bin"));
  await writeFile(join(folder, "bin/wget"), script);
  await chmod(join(folder, "bin/wget"), 0o755);
}

/** What the official images set: the sources, and an apt that keeps images small and starts no service. */
async function writeSettings(suite: Suite, root: string): Promise<void> {
  const settings: Readonly<Record<string, string>> = {
    "etc/apt/sources.list": "",
    [suite.sources.path]: suite.sources.text,
    "etc/apt/apt.conf.d/docker-clean": `DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
`,
    "etc/apt/apt.conf.d/docker-gzip-indexes": `Acquire::GzipIndexes "true";\n`,
    "etc/apt/apt.conf.d/docker-no-languages": `Acquire::Languages "none";\n`,
    "etc/apt/apt.conf.d/docker-autoremove-suggests": `Apt::AutoRemove::SuggestsImportant "false";\n`,
    "etc/dpkg/dpkg.cfg.d/docker-apt-speedup": "force-unsafe-io\n",
    "usr/sbin/policy-rc.d": "#!/bin/sh\nexit 101\n",
  };
  for (const [path, text] of Object.entries(settings)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (text === "") await rm(join(root, path), { force: true });
    else await writeFile(join(root, path), text);
  }
  await chmod(join(root, "usr/sbin/policy-rc.d"), 0o755);
}

async function upgrade(root: string): Promise<void> {
  await writeFile(join(root, "etc/resolv.conf"), await readFile("/etc/resolv.conf"));
  const env = { DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C", HOME: "/root" };
  // A mirror that stands still (a snapshot) goes out of date, but not out of order.
  const options = ["-o", "APT::Sandbox::User=root", "-o", "Acquire::Check-Valid-Until=false"];
  await run(["chroot", root, "apt-get", "-q", ...options, "update"], { env });
  await run(["chroot", root, "apt-get", "-qy", ...options, "dist-upgrade"], { env });
}

/** The archive's Release files, as text. */
async function readReleases(root: string): Promise<readonly string[]> {
  const lists = join(root, "var/lib/apt/lists");
  const names = (await readdir(lists)).filter((name) => name.endsWith("Release"));
  if (names.length === 0) throw new Error(`no Release file in ${lists}`);
  return Promise.all(names.map((name) => readFile(join(lists, name), "utf8")));
}

/** Equal archives give equal images, whenever they are made. */
function newestDate(releases: readonly string[]): Date {
  return new Date(Math.max(...releases.map((text) => dateIn(text, "Date") ?? 0)));
}

function isExpired(release: string): boolean {
  return (dateIn(release, "Valid-Until") ?? Infinity) < Date.now();
}

function dateIn(release: string, field: string): number | undefined {
  const text = new RegExp(`^${field}: (.*)$`, "m").exec(release)?.[1];
  return text === undefined ? undefined : Date.parse(text);
}

/** Steps on the image ask the mirror that it came from, whose signatures count whatever their age. */
async function acceptStillMirror(root: string): Promise<void> {
  await writeFile(join(root, "etc/apt/apt.conf.d/still-mirror"), 'Acquire::Check-Valid-Until "false";\n');
}

/** Delete what differs from one run to the next, or belongs to this machine. */
async function removeTraces(root: string): Promise<void> {
  for (const file of ["etc/resolv.conf", "etc/hostname", "etc/machine-id", "var/cache/ldconfig/aux-cache"]) {
    await rm(join(root, file), { force: true });
  }
  for (const folder of ["var/lib/apt/lists", "var/cache/apt", "var/cache/debconf", "var/log", "tmp", "run"]) {
    await empty(join(root, folder), folder === "var/log" || folder === "run");
  }
  for (const old of [
    "var/lib/dpkg/available-old",
    "var/lib/dpkg/status-old",
    "var/lib/dpkg/diversions-old",
  ]) {
    await rm(join(root, old), { force: true });
  }
}

/** Remove the files below a folder; with `keepFolders` only the files. */
async function empty(folder: string, keepFolders: boolean): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (keepFolders && entry.isDirectory()) await empty(path, keepFolders);
    else await rm(path, { recursive: true, force: true });
  }
}

/** What the installation wrote itself gets the archive's date; a package's files are as old as the package. */
async function writeLayer(root: string, layer: string, created: Date): Promise<void> {
  const dates = ["--clamp-mtime", `--mtime=@${created.getTime() / 1000}`];
  const stable = ["--sort=name", "--numeric-owner", "--format=posix"];
  const headers = "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime";
  await run(["tar", "-C", root, ...dates, ...stable, headers, "--xattrs", "-cf", layer, "."]);
}

/** debootstrap mounts /proc and /sys in its root: never delete through a mount. */
async function removeRoot(root: string): Promise<void> {
  await unmountBelow(root);
  await rm(root, { recursive: true, force: true, maxRetries: 2 });
}
