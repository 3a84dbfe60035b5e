import type { FileAction as EncodedAction, FileOp } from "../gen/ops.js";
import { encodeOwner, type Owner } from "./owner.js";
import { absolutePath, destinationPath } from "./path.js";
import type { OpMeta, State } from "./state.js";
import { firstOutput, type InputIndex } from "./vertex.js";

/** One change to a tree, without a process. */
export interface FileAction {
  /** What a copy copies from. */
  readonly from: State | undefined;
  readonly caps: readonly string[];
  /** `base` is the index of the tree that the whole operation starts from. */
  readonly encode: (base: bigint) => NonNullable<EncodedAction["action"]>;
}

interface NewFile {
  readonly owner?: Owner | undefined;
  /** The mtime, in seconds since 1970; else the time of the build, or what a copy's source has. */
  readonly timestampSeconds?: number | undefined;
}

export interface CopyOptions extends NewFile {
  readonly from: State;
  readonly src: string;
  /** With `/` or `/.` at its end, a folder to copy into. */
  readonly dest: string;
  /** Permission bits; else the source's. */
  readonly mode?: number | undefined;
  readonly followSymlinks?: boolean | undefined;
  /** Of a folder, copies the content into `dest`, not the folder itself. */
  readonly dirContents?: boolean | undefined;
  readonly unpack?: boolean | undefined;
  readonly createDestPath?: boolean | undefined;
  readonly allowWildcard?: boolean | undefined;
  readonly allowEmptyWildcard?: boolean | undefined;
  readonly includePatterns?: readonly string[] | undefined;
  readonly excludePatterns?: readonly string[] | undefined;
}

export function copy(options: CopyOptions): FileAction {
  const { from, includePatterns = [], excludePatterns = [] } = options;
  const filtered = includePatterns.length > 0 || excludePatterns.length > 0;
  return {
    from,
    caps: filtered ? ["file.copy.includeexcludepatterns"] : [],
    encode: (base) => ({
      $case: "copy",
      value: {
        src: absolutePath(options.src),
        dest: destinationPath(options.dest),
        owner: encodeOwner(options.owner, base),
        mode: options.mode === undefined ? UNSET : permissions(options.mode),
        followSymlink: options.followSymlinks ?? false,
        dirCopyContents: options.dirContents ?? false,
        attemptUnpack: options.unpack ?? false,
        createDestPath: options.createDestPath ?? false,
        allowWildcard: options.allowWildcard ?? false,
        allowEmptyWildcard: options.allowEmptyWildcard ?? false,
        timestamp: nanoseconds(options.timestampSeconds),
        includePatterns: [...includePatterns],
        excludePatterns: [...excludePatterns],
        alwaysReplaceExistingDestPaths: false,
        modeStr: "",
        requiredPaths: [],
      },
    }),
  };
}

export interface MkfileOptions extends NewFile {
  readonly path: string;
  readonly mode: number;
  readonly data: Uint8Array;
}

export function mkfile({ path, mode, data, owner, timestampSeconds }: MkfileOptions): FileAction {
  const timestamp = nanoseconds(timestampSeconds);
  const file = { path: absolutePath(path), mode: permissions(mode), data: Buffer.from(data), timestamp };
  return newFile((base) => ({ $case: "mkfile", value: { ...file, owner: encodeOwner(owner, base) } }));
}

export interface MkdirOptions extends NewFile {
  readonly path: string;
  readonly mode: number;
  /** Makes the folders above too, and does not mind where the folder is there. */
  readonly makeParents?: boolean | undefined;
}

export function mkdir({
  path,
  mode,
  makeParents = false,
  owner,
  timestampSeconds,
}: MkdirOptions): FileAction {
  const timestamp = nanoseconds(timestampSeconds);
  const folder = { path: absolutePath(path), mode: permissions(mode), makeParents, timestamp };
  return newFile((base) => ({ $case: "mkdir", value: { ...folder, owner: encodeOwner(owner, base) } }));
}

export interface RmOptions {
  readonly path: string;
  readonly allowNotFound?: boolean | undefined;
  readonly allowWildcard?: boolean | undefined;
}

export function rm({ path, allowNotFound = false, allowWildcard = false }: RmOptions): FileAction {
  const value = { path: absolutePath(path), allowNotFound, allowWildcard };
  return {
    from: undefined,
    caps: allowWildcard ? ["file.rm.wildcard"] : [],
    encode: () => ({ $case: "rm", value }),
  };
}

export interface SymlinkOptions extends NewFile {
  /** Where the link is. */
  readonly path: string;
  /** What it says. */
  readonly target: string;
}

/** Needs the cap `file.symlink.create`, which Docker 20.10 lacks. */
export function symlink({ path, target, owner, timestampSeconds }: SymlinkOptions): FileAction {
  const link = { oldPath: target, newPath: path, timestamp: nanoseconds(timestampSeconds) };
  return newFile(
    (base) => ({ $case: "symlink", value: { ...link, owner: encodeOwner(owner, base) } }),
    ["file.symlink.create"],
  );
}

function newFile(encode: FileAction["encode"], caps: readonly string[] = []): FileAction {
  return { from: undefined, caps, encode };
}

/** Changes the tree `base` by all the actions, in their order, as one layer. */
export function file(base: State, actions: readonly FileAction[], meta: OpMeta = {}): State {
  if (actions.length === 0) throw new Error("a file operation needs an action");
  const sources = actions.flatMap(({ from }) => (from === undefined ? [] : [from]));
  const op = (index: InputIndex): { $case: "file"; value: FileOp } => ({
    $case: "file",
    value: {
      actions: actions.map((action, place) => encodeAction(action, place, actions.length, base, index)),
    },
  });
  const caps = ["file.base", ...actions.flatMap((action) => action.caps)];
  const inputs = [base, ...sources];
  // The Go client visits from the last action back.
  const visits = [base, ...sources.toReversed()];
  return firstOutput(
    { kind: "op", inputs, visits, op, platform: { kind: "anywhere" }, caps, meta },
    base.platform,
  );
}

function encodeAction(
  action: FileAction,
  place: number,
  count: number,
  base: State,
  index: InputIndex,
): EncodedAction {
  return {
    // Behind the indices of the inputs come those of the actions: each changes what the one before it made.
    input: place === 0 ? index.of(base) : BigInt(index.count + place - 1),
    secondaryInput: action.from === undefined ? BigInt(UNSET) : index.of(action.from),
    output: BigInt(place === count - 1 ? 0 : UNSET),
    action: action.encode(index.of(base)),
  };
}

const UNSET = -1;

function permissions(mode: number): number {
  // The daemon drops setuid, setgid and sticky from a file operation without a word.
  if ((mode & ~0o777) !== 0) throw new Error(`a file operation cannot set mode 0${mode.toString(8)}`);
  return mode;
}

function nanoseconds(seconds: number | undefined): bigint {
  return seconds === undefined ? BigInt(UNSET) : BigInt(seconds) * 1_000_000_000n;
}
