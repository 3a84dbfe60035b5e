import { exec } from "../llb/exec.js";
import { file } from "../llb/file.js";
import type { Mount } from "../llb/mount.js";
import type { Proxy } from "../llb/proxy.js";
import { scratch, type State } from "../llb/state.js";
import type { RelinkableOrigin } from "../plan/link-mode.js";
import type { Plan } from "../plan/schema.js";
import { nothingOf } from "./nothing.js";
import { stageMeta, type Stages } from "./stages.js";

/** The base image of most toolchains: of all that are built from CPython's source, and of two Debians. */
export const USUAL_BASE = "docker.io/library/debian:bookworm";

/**
 * The image in which the toolchain of this origin is built. A static glibc before 2.34 resolves neither hosts nor
 * users, so the pythons of bullseye link against bookworm's.
 */
export function toolchainBase(origin: RelinkableOrigin): string {
  if (origin.kind === "cpython") return USUAL_BASE;
  const { distribution, suite } = origin;
  return `docker.io/library/${distribution}:${suite === "bullseye" ? "bookworm" : suite}`;
}

/** A step that wants the base image and makes nothing of it: asked for early, the daemon looks the image up meanwhile. */
export function baseAhead(base: State): State {
  return file(scratch, [nothingOf(base)], { name: "[internal] base image of the toolchain" });
}

/** The exact Python that a toolchain is for. */
export interface Wanted {
  readonly origin: RelinkableOrigin;
  readonly python: Plan["python"];
  /** CPython's own source, as a folder or a tarball in one; for the origin cpython alone. */
  readonly source: State | undefined;
}

/** Objects, archives and headers of one exact Python, below /toolchain of the result. */
export function toolchain(base: State, wanted: Wanted, builder: State, options: ToolchainOptions): State {
  const { name, args } = recipe(wanted);
  const mounts: Mount[] = [{ dest: "/faktory/toolchain", input: builder, readonly: true }];
  if (wanted.source !== undefined) mounts.push({ dest: "/in/cpython", input: wanted.source, readonly: true });
  return exec(base, {
    args: ["/bin/sh", ...args],
    env: [
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "DEBIAN_FRONTEND=noninteractive",
      "LC_ALL=C.UTF-8",
    ],
    cwd: "/",
    user: "0:0",
    // The one step that downloads: the distribution's own packages, checked by its package index.
    network: options.network,
    proxy: options.proxy,
    mounts,
    ...stageMeta("toolchain", name, options.stages),
  }).root;
}

export interface ToolchainOptions {
  readonly network: "sandbox" | "host" | "none";
  readonly proxy?: Proxy | undefined;
  readonly stages: Stages;
}

function recipe({ origin, python }: Wanted): { readonly name: string; readonly args: readonly string[] } {
  switch (origin.kind) {
    case "debian": {
      const { distribution, suite, package: name, version } = origin;
      return {
        name: `${name} ${version} of ${distribution} ${suite}`,
        args: ["/faktory/toolchain/debian.sh", distribution, suite, name, version],
      };
    }
    case "cpython": {
      const { prefix, platlibdir, multiarch, thread_stack_size: stack } = origin;
      const { version, abiflags, soabi } = python;
      return {
        name: `CPython ${version} for ${prefix}`,
        args: [
          ...["/faktory/toolchain/cpython.sh", version, prefix, platlibdir],
          ...[multiarch, abiflags, soabi, String(stack)],
        ],
      };
    }
  }
}
