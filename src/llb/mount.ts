import { MountContentCache, MountType, type Mount as EncodedMount } from "../gen/ops.js";
import { compareUtf8 } from "./canonical.js";
import type { State } from "./state.js";
import type { InputIndex } from "./vertex.js";

/** A tree that a command sees at `dest`. */
export interface Mount {
  readonly dest: string;
  readonly input: State;
  /** The path within `input` to mount; else its root. */
  readonly selector?: string | undefined;
  readonly readonly?: boolean | undefined;
  /** Whether what the command leaves here becomes a result. */
  readonly output?: boolean | undefined;
}

/** A mount with its place among the results. */
export interface PlacedMount {
  readonly mount: Mount;
  readonly output: number | undefined;
  readonly caps: readonly string[];
  readonly encode: (index: InputIndex) => EncodedMount;
}

/** Orders the mounts by their paths, as BuildKit's Go client does, and counts the results in that order. */
export function layOut(root: State, mounts: readonly Mount[]): readonly PlacedMount[] {
  const all = [{ dest: "/", input: root, output: true }, ...mounts].sort((a, b) =>
    compareUtf8(a.dest, b.dest),
  );
  for (const [place, mount] of all.entries()) check(mount, all[place - 1]);
  const outputs = all.filter((mount) => mount.output === true);
  return all.map((mount) => place(mount, mount.output === true ? outputs.indexOf(mount) : undefined));
}

function check(mount: Mount, previous: Mount | undefined): void {
  if (!mount.dest.startsWith("/"))
    throw new Error(`mount path ${JSON.stringify(mount.dest)} is not absolute`);
  if (mount.dest === previous?.dest) throw new Error(`two mounts at ${mount.dest}`);
  if (mount.readonly === true && mount.output === true) {
    throw new Error(`the mount at ${mount.dest} is read-only and an output`);
  }
}

function place(mount: Mount, output: number | undefined): PlacedMount {
  const { dest, input, selector = "", readonly = false } = mount;
  return {
    mount,
    output,
    caps: [
      ...(selector === "" ? [] : ["exec.mount.selector"]),
      ...(input.output === undefined ? [] : ["exec.mount.bind"]),
    ],
    encode: (index) => ({
      input: index.of(input),
      selector,
      dest,
      output: BigInt(output ?? NO_OUTPUT),
      readonly,
      mountType: MountType.MOUNT_TYPE_BIND,
      tmpfsOpt: undefined,
      cacheOpt: undefined,
      secretOpt: undefined,
      resultId: "",
      contentCache: MountContentCache.MOUNT_CONTENT_CACHE_DEFAULT,
    }),
  };
}

const NO_OUTPUT = -1;
