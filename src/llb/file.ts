import type { FileAction as EncodedAction, FileOp } from "../gen/ops.js";
import { encodeOwner, type Owner } from "./owner.js";
import { absolutePath, destinationPath } from "./path.js";
import { scratch, type OpMeta, type State } from "./state.js";
import { firstOutput, type InputIndex } from "./vertex.js";

/** One change to a tree, without a process. */
export interface FileAction {
  /** What a copy copies from: another tree, or what actions of the same operation make of nothing. */
  readonly from: State | readonly FileAction[] | undefined;
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
  readonly from: State | readonly FileAction[];
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
  const steps = stepsOf(actions, base);
  const sources = steps.flatMap(({ action: { from } }) => (isState(from) ? [from] : []));
  const op = (index: InputIndex): { $case: "file"; value: FileOp } => ({
    $case: "file",
    value: { actions: steps.map((step, place) => encodeStep(step, place === steps.length - 1, index)) },
  });
  const caps = ["file.base", ...steps.flatMap(({ action }) => action.caps)];
  const inputs = [base, ...sources];
  // The Go client visits from the last action back.
  const visits = [base, ...sources.toReversed()];
  return firstOutput(
    { kind: "op", inputs, visits, op, platform: { kind: "anywhere" }, caps, meta },
    base.platform,
  );
}

/** An action at its place in the operation. */
interface Step {
  readonly action: FileAction;
  /** The tree that it and those before it change. */
  readonly base: State;
  /** The place of the action before it. */
  readonly before: number | undefined;
  /** The place of the action that made what a copy copies from. */
  readonly made: number | undefined;
}

/** What a copy copies from is made right before it. */
function stepsOf(actions: readonly FileAction[], base: State): readonly Step[] {
  const steps: Step[] = [];
  const add = (some: readonly FileAction[], onto: State): number | undefined => {
    let before: number | undefined;
    for (const action of some) {
      const { from } = action;
      const made = from === undefined || isState(from) ? undefined : add(from, scratch);
      before = steps.push({ action, base: onto, before, made }) - 1;
    }
    return before;
  };
  add(actions, base);
  return steps;
}

function encodeStep({ action, base, before, made }: Step, isLast: boolean, index: InputIndex): EncodedAction {
  // Behind the indices of the inputs come those of the actions.
  const at = (place: number): bigint => BigInt(index.count + place);
  const source = isState(action.from) ? index.of(action.from) : BigInt(UNSET);
  return {
    input: before === undefined ? index.of(base) : at(before),
    secondaryInput: made === undefined ? source : at(made),
    output: BigInt(isLast ? 0 : UNSET),
    action: action.encode(index.of(base)),
  };
}

function isState(from: FileAction["from"]): from is State {
  return from !== undefined && "output" in from;
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
