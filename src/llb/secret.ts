import { MountContentCache, MountType, type Mount as EncodedMount } from "../gen/ops.js";

/** A file that the client hands a command, and that is no part of any tree or cache key. */
export interface Secret {
  /** The client's name for it: `--secret id=…`. */
  readonly id: string;
  /** Where the command finds it. */
  readonly dest: string;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  /** Permission bits; else for its owner's eyes. */
  readonly mode?: number | undefined;
  /** Whether the command runs without it where the client has none. */
  readonly optional?: boolean | undefined;
}

/** What the daemon must know to hand a command a secret. */
export const SECRET_CAP = "exec.mount.secret";

/** A secret as BuildKit's Go client sends it: it comes from no input, and the number of its output is left alone. */
export function encodeSecret({
  id,
  dest,
  uid = 0,
  gid = 0,
  mode = 0o400,
  optional = false,
}: Secret): EncodedMount {
  if (!dest.startsWith("/")) throw new Error(`secret path ${JSON.stringify(dest)} is not absolute`);
  return {
    input: -1n,
    selector: "",
    dest,
    output: 0n,
    readonly: false,
    mountType: MountType.MOUNT_TYPE_SECRET,
    tmpfsOpt: undefined,
    cacheOpt: undefined,
    secretOpt: { id, uid, gid, mode, optional },
    resultId: "",
    contentCache: MountContentCache.MOUNT_CONTENT_CACHE_DEFAULT,
  };
}
