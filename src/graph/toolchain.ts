import { exec } from "../llb/exec.js";
import type { Proxy } from "../llb/proxy.js";
import type { State } from "../llb/state.js";
import type { Origin } from "../plan/schema.js";
import { embeddedFolder, type EmbeddedFiles } from "./embedded.js";
import { stageMeta, type Stages } from "./stages.js";

type Distribution = Extract<Origin, { kind: "debian" }>;

/**
 * The image in which the toolchain of this origin is built. A static glibc before 2.34 resolves neither hosts nor
 * users, so the pythons of bullseye link against bookworm's.
 */
export function toolchainBase({ distribution, suite }: Distribution): string {
  return `docker.io/library/${distribution}:${suite === "bullseye" ? "bookworm" : suite}`;
}

/** Objects, archives and headers of one exact Python, below /toolchain of the result. */
export function toolchain(
  base: State,
  origin: Distribution,
  embedded: EmbeddedFiles,
  options: ToolchainOptions,
): State {
  const { distribution, suite, package: python, version } = origin;
  return exec(base, {
    args: ["/bin/sh", "/faktory/toolchain/debian.sh", distribution, suite, python, version],
    env: [
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "DEBIAN_FRONTEND=noninteractive",
      "LC_ALL=C.UTF-8",
    ],
    cwd: "/",
    user: "0",
    // The one step that downloads: the distribution's own packages, checked by its package index.
    network: options.network,
    proxy: options.proxy,
    mounts: [
      {
        dest: "/faktory/toolchain",
        input: embeddedFolder(embedded.toolchain, "toolchain builder"),
        readonly: true,
      },
    ],
    ...stageMeta("toolchain", `${python} ${version} of ${distribution} ${suite}`, options.stages),
  }).root;
}

export interface ToolchainOptions {
  readonly network: "sandbox" | "host" | "none";
  readonly proxy?: Proxy | undefined;
  readonly stages: Stages;
}
