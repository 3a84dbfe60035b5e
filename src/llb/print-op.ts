import { unreachable } from "../diagnostics/diagnostic.js";
import {
  NetMode,
  type ExecOp,
  type FileAction,
  type FileOp,
  type Mount,
  type Op,
  type ProxyEnv,
  type SourceOp,
} from "../gen/ops.js";
import { digestOfBytes } from "./canonical.js";
import { words, type Word } from "./words.js";

/** Names an input by its place in Op.inputs; -1 is scratch. */
export type InputName = (index: bigint) => string;

/** What an operation does: a title, and a line for each of its parts. */
export function printOp({ op, inputs }: Op, input: InputName): readonly string[] {
  switch (op?.$case) {
    case "source":
      return printSource(op.value);
    case "exec":
      return printExec(op.value, input);
    case "file":
      return printFile(op.value, inputs.length, input);
    case "build":
    case "merge":
    case "diff":
      return [op.$case];
    case undefined:
      return ["result"];
    default:
      return unreachable(op);
  }
}

function printSource({ identifier, attrs }: SourceOp): readonly string[] {
  return [identifier, ...[...attrs].map(([key, value]) => `${key} ${value}`)];
}

function printExec({ meta, mounts, network }: ExecOp, input: InputName): readonly string[] {
  const args = meta?.args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : JSON.stringify(arg))) ?? [];
  return [
    "exec",
    words("$", ...args),
    ...(meta?.env ?? []).map((entry) => `env ${entry}`),
    ...printProxy(meta?.proxyEnv),
    words("in", meta?.cwd, meta?.user && `as ${meta.user}`, meta?.hostname && `on ${meta.hostname}`),
    ...(network === NetMode.NET_MODE_SANDBOX
      ? []
      : [`network ${network === NetMode.NET_MODE_HOST ? "host" : "none"}`]),
    ...mounts.map((mount) => printMount(mount, input)),
  ];
}

function printProxy(proxy: ProxyEnv | undefined): readonly string[] {
  if (proxy === undefined) return [];
  const { httpProxy, httpsProxy, ftpProxy, allProxy, noProxy } = proxy;
  const given = { httpProxy, httpsProxy, ftpProxy, allProxy, noProxy };
  return [words("proxy", ...Object.entries(given).map(([name, value]) => value && `${name}=${value}`))];
}

function printMount(mount: Mount, name: InputName): string {
  const { input, selector, dest, output, readonly, secretOpt: secret } = mount;
  if (secret !== undefined) {
    const { id, uid, gid, mode, optional } = secret;
    return words("secret", id, "at", dest, octal(mode), `owner ${uid}:${gid}`, optional && "may-be-absent");
  }
  const result = output === NONE ? undefined : `-> output ${String(output)}`;
  return words("mount", dest, "=", name(input) + selector, readonly && "read-only", result);
}

/** Behind the inputs' places come those of the actions: each may go on from what one before it made. */
function printFile({ actions }: FileOp, inputs: number, input: InputName): readonly string[] {
  const actionAt = (index: bigint): number => Number(index) - inputs;
  const name: InputName = (index) => (actionAt(index) >= 0 ? `action ${actionAt(index) + 1}` : input(index));
  let first = actions.at(-1);
  while (first !== undefined && actionAt(first.input) >= 0) first = actions[actionAt(first.input)];
  return [
    `file on ${first === undefined ? "nothing" : input(first.input)}`,
    ...actions.map((action) => printAction(action, name)),
  ];
}

function printAction({ action, secondaryInput }: FileAction, input: InputName): string {
  switch (action?.$case) {
    case "copy": {
      const { value } = action;
      return words(
        "copy",
        input(secondaryInput) + value.src,
        "->",
        value.dest,
        value.mode !== Number(NONE) && octal(value.mode),
        ...made(value),
        value.dirCopyContents && "contents",
        value.createDestPath && "parents",
        value.followSymlink && "follow-links",
        value.attemptUnpack && "unpack",
        value.allowWildcard && "wildcard",
        value.allowEmptyWildcard && "may-match-nothing",
        ...value.includePatterns.map((pattern) => `+${pattern}`),
        ...value.excludePatterns.map((pattern) => `-${pattern}`),
      );
    }
    case "mkfile": {
      const { value } = action;
      return words("mkfile", value.path, octal(value.mode), ...made(value), content(value.data));
    }
    case "mkdir": {
      const { value } = action;
      return words("mkdir", value.path, octal(value.mode), ...made(value), value.makeParents && "parents");
    }
    case "rm": {
      const { path, allowNotFound, allowWildcard } = action.value;
      return words("rm", path, allowNotFound && "may-be-absent", allowWildcard && "wildcard");
    }
    case "symlink": {
      const { value } = action;
      return words("symlink", value.newPath, "->", value.oldPath, ...made(value));
    }
    case undefined:
      return "nothing";
    default:
      return unreachable(action);
  }
}

type Made = Pick<
  Extract<NonNullable<FileAction["action"]>, { $case: "mkdir" }>["value"],
  "owner" | "timestamp"
>;

function made({ owner, timestamp }: Made): readonly Word[] {
  const [user, group] = [owner?.user?.user, owner?.group?.user].map((each) =>
    each === undefined ? "" : each.$case === "byId" ? String(each.value) : each.value.name,
  );
  return [
    owner && `owner ${user ?? ""}:${group ?? ""}`,
    timestamp !== NONE && `mtime ${String(timestamp / 1_000_000_000n)}`,
  ];
}

const NONE = -1n;
const SHORT = 60;

function octal(mode: number): string {
  return `0${mode.toString(8)}`;
}

/** A short text as it is, what is longer by its digest, so that the change of a program shows as one line. */
function content(data: Buffer): string {
  if (data.length <= SHORT) return JSON.stringify(data.toString());
  return `${data.length} bytes ${digestOfBytes(data).slice(0, "sha256:".length + 12)}`;
}
