import { existsSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { run } from "../command.js";
import { unpackPackages } from "./apt.js";
import { withLock } from "./lock.js";
import { cacheFolder, type Version } from "./places.js";

/** The programs of one engine version, unpacked into the cache. */
export interface Programs {
  /** PATH of the daemons: theirs first. */
  readonly daemonPath: string;
  /** The folder that holds this version's `docker` and nothing else. */
  readonly clientFolder: string;
  /** LD_LIBRARY_PATH: shared libraries that a machine may lack. */
  readonly libraries: string;
  /** The buildx plugin, where this version's client needs one. */
  readonly buildx: string | undefined;
}

const tools = [
  "containerd",
  "runc",
  "tini",
  "iptables",
  "libip4tc2",
  "libip6tc2",
  "libxtables12",
  "libmnl0",
  "libnetfilter-conntrack3",
  "libnfnetlink0",
  "libnftnl11",
  "libdevmapper1.02.1",
  "libseccomp2",
];

/** containerd, runc and iptables come from bookworm for both: forky's need a newer C library. */
const packagesOf = {
  "20": { suite: "bookworm", packages: ["docker.io"] },
  "28": { suite: "forky", packages: ["docker.io", "docker-cli", "docker-buildx"] },
} as const satisfies Record<Version, { suite: string; packages: readonly string[] }>;

/** Download what an engine of this version needs, unless the cache has it. */
export async function providePrograms(version: Version): Promise<Programs> {
  const { suite, packages } = packagesOf[version];
  const shared = await provideTools();
  const own = await provide(`docker-${version}`, suite, packages, async (folder) => {
    await mkdir(join(folder, "client"));
    await symlink("../usr/bin/docker", join(folder, "client/docker"));
    await expectVersion(version, suite, folder);
  });
  const buildx = join(own, "usr/libexec/docker/cli-plugins/docker-buildx");
  return {
    daemonPath: [
      join(own, "usr/sbin"),
      ...["bin", "usr/bin", "usr/sbin"].map((folder) => join(shared, folder)),
      process.env["PATH"] ?? "/usr/bin:/bin",
      "/usr/sbin:/sbin",
    ].join(delimiter),
    clientFolder: join(own, "client"),
    libraries: librariesOf(shared).join(delimiter),
    buildx: existsSync(buildx) ? buildx : undefined,
  };
}

/** The folders of unpacked packages that hold shared libraries. */
export function librariesOf(folder: string): readonly string[] {
  return ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"].map((name) => join(folder, name));
}

/** A suite's Docker moves on with the suite. */
async function expectVersion(version: Version, suite: string, folder: string): Promise<void> {
  const said = await run([join(folder, "client/docker"), "--version"]);
  if (said.includes(`version ${version}.`)) return;
  throw new Error(
    `Debian's ${suite} has ${said.trim()}, not ${version}: set FAKTORY_DEBIAN_MIRROR to a snapshot that has it, ` +
      "e.g. http://snapshot.debian.org/archive/debian/20251201T000000Z",
  );
}

/** The cache's containerd, runc and iptables. */
export async function provideTools(): Promise<string> {
  return provide("tools", "bookworm", tools, async (folder) => {
    await mkdir(join(folder, "bin"));
    // Debian names iptables by alternatives, which unpacking does not set up.
    await symlink("../usr/sbin/xtables-nft-multi", join(folder, "bin/iptables"));
    await symlink("../usr/bin/tini-static", join(folder, "bin/docker-init"));
  });
}

/** A folder of the cache with these packages unpacked and `finish` done to it; made once. */
export async function provide(
  name: string,
  suite: string,
  packages: readonly string[],
  finish: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name);
  const stamp = join(folder, "packages.json");
  const wanted = JSON.stringify({ suite, packages });
  await withLock(join(cacheFolder(), "packages.lock"), async () => {
    if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return;
    await unpackPackages(suite, packages, folder);
    await finish(folder);
    await writeFile(stamp, wanted);
  });
  return folder;
}
