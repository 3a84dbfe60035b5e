import { NetMode, SecurityMode, type ExecOp } from "../gen/ops.js";
import type { Platform } from "../oci/platform.js";
import { environment } from "./environment.js";
import { layOut, type Mount, type PlacedMount } from "./mount.js";
import { encodeProxy, type Proxy } from "./proxy.js";
import { encodeSecret, SECRET_CAP, type Secret } from "./secret.js";
import type { OpMeta, State } from "./state.js";
import type { InputIndex, OpVertex } from "./vertex.js";

export type Network = "sandbox" | "host" | "none";

export interface ExecOptions extends OpMeta {
  readonly args: readonly string[];
  /** `KEY=value` each; of a key that stands twice the last counts. */
  readonly env?: readonly string[] | undefined;
  readonly cwd?: string | undefined;
  readonly user?: string | undefined;
  readonly hostname?: string | undefined;
  readonly network?: Network | undefined;
  /** What the command finds in `http_proxy` and its like; no part of the step's cache key. */
  readonly proxy?: Proxy | undefined;
  readonly mounts?: readonly Mount[] | undefined;
  readonly secrets?: readonly Secret[] | undefined;
  /** Else that of `root`. */
  readonly platform?: Platform | undefined;
}

/** What a command leaves behind. */
export interface Exec {
  /** The root, with what the command changed in it. */
  readonly root: State;
  /** The content of the mount at `dest`, which must be an output. */
  readonly output: (dest: string) => State;
}

/** Runs a command in the tree `root`. */
export function exec(root: State, options: ExecOptions): Exec {
  const {
    args,
    env = [],
    cwd = "/",
    user = "",
    hostname = "",
    network = "sandbox",
    proxy,
    mounts,
    secrets = [],
    ...rest
  } = options;
  const { platform = root.platform, ...meta } = rest;
  if (args.length === 0) throw new Error("exec needs a command");
  const placed = layOut(root, mounts ?? []);
  const inputs = placed.map(({ mount }) => mount.input);
  const command = {
    args: [...args],
    env: environment(env),
    cwd,
    user,
    hostname,
    proxyEnv: proxy && encodeProxy(proxy),
    extraHosts: [],
    removeMountStubsRecursive: true,
  };
  const op = (index: InputIndex): { $case: "exec"; value: ExecOp } => ({
    $case: "exec",
    value: {
      meta: command,
      mounts: [...placed.map((each) => each.encode(index)), ...secrets.map(encodeSecret)],
      network: NETWORKS[network],
      security: SecurityMode.SECURITY_MODE_SANDBOX,
    },
  });
  const caps = [
    "exec.meta.base",
    "exec.meta.setsdefaultpath",
    ...(network === "sandbox" ? [] : ["exec.meta.network"]),
    ...(proxy === undefined ? [] : ["exec.meta.proxyenv"]),
    ...placed.flatMap((each) => each.caps),
    ...(secrets.length === 0 ? [] : [SECRET_CAP]),
  ];
  const vertex: OpVertex = {
    kind: "op",
    inputs,
    visits: inputs,
    op,
    platform: { kind: "on", platform },
    caps,
    meta,
  };
  const output = (dest: string): State => outputAt(vertex, placed, dest, options.platform);
  return { root: output("/"), output };
}

function outputAt(
  vertex: OpVertex,
  placed: readonly PlacedMount[],
  dest: string,
  platform: Platform | undefined,
): State {
  const found = placed.find(({ mount }) => mount.dest === dest);
  if (found?.output === undefined) throw new Error(`the mount at ${dest} is not an output of this exec`);
  return { output: { vertex, index: found.output }, platform: platform ?? found.mount.input.platform };
}

const NETWORKS = {
  sandbox: NetMode.NET_MODE_SANDBOX,
  host: NetMode.NET_MODE_HOST,
  none: NetMode.NET_MODE_NONE,
} as const;
