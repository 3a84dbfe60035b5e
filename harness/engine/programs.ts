import { existsSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { unpackPackages } from "./apt.js";
import { withLock } from "./lock.js";
import { cacheFolder, type Version } from "./places.js";

/** The programs of one engine version, unpacked into the cache. */
export interface Programs {
  /** PATH of the daemons: theirs first. */
  readonly daemonPath: string;
  /** The folder that holds this version's `docker` and nothing else. */
  readonly clientFolder: string;
  /** Shared libraries that a machine may lack. */
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
  const shared = join(cacheFolder(), "tools");
  const own = join(cacheFolder(), `docker-${version}`);
  await withLock(join(cacheFolder(), "packages.lock"), async () => {
    if (!existsSync(join(shared, "bin"))) await provideTools(shared);
    if (!existsSync(join(own, "client"))) await provideDocker(version, own);
  });
  const buildx = join(own, "usr/libexec/docker/cli-plugins/docker-buildx");
  return {
    daemonPath: [
      join(own, "usr/sbin"),
      join(own, "usr/bin"),
      ...["usr/bin", "usr/sbin", "bin"].map((folder) => join(shared, folder)),
      process.env["PATH"] ?? "/usr/bin:/bin",
      "/usr/sbin:/sbin",
    ].join(delimiter),
    clientFolder: join(own, "client"),
    libraries: join(shared, "usr/lib/x86_64-linux-gnu"),
    buildx: existsSync(buildx) ? buildx : undefined,
  };
}

async function provideTools(folder: string): Promise<void> {
  await unpackPackages("bookworm", tools, folder);
  await mkdir(join(folder, "bin"));
  // Debian names these by alternatives, which unpacking does not set up.
  await symlink("../usr/sbin/xtables-nft-multi", join(folder, "bin/iptables"));
}

async function provideDocker(version: Version, folder: string): Promise<void> {
  const { suite, packages } = packagesOf[version];
  await unpackPackages(suite, packages, folder);
  await mkdir(join(folder, "client"));
  await symlink("../usr/bin/docker", join(folder, "client/docker"));
}
