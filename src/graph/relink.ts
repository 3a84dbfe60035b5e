import { exec } from "../llb/exec.js";
import type { Mount } from "../llb/mount.js";
import type { Proxy } from "../llb/proxy.js";
import { SECRET_CAP, type Secret } from "../llb/secret.js";
import { scratch, type State } from "../llb/state.js";
import { titleOf } from "../plan/relink.js";
import type { Plan, Relink } from "../plan/schema.js";
import { requestFolder } from "./request.js";
import { stageMeta, type Stages } from "./stages.js";

/** A distribution that is built once more, and where its source may come from. */
export interface RelinkWish {
  readonly row: Relink;
  readonly plan: Plan;
  /** What the client brings: the source, and wheels to build it with. */
  readonly given: State | undefined;
  /** Names of other versions that the client brings, for the step to tell of where it finds no source. */
  readonly others: readonly string[];
  /** The package index. */
  readonly index: string;
}

export interface RelinkOptions {
  readonly network: "sandbox" | "host" | "none";
  readonly proxy?: Proxy | undefined;
  /** The daemon's LLB caps. */
  readonly caps: ReadonlySet<string>;
  readonly stages: Stages;
}

const ENV = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"];

/** For a package index of the client's own; a client that has neither is the usual one. */
const SECRETS: readonly Secret[] = [
  { id: "ca", dest: "/run/secrets/ca", optional: true },
  { id: "netrc", dest: "/root/.netrc", optional: true },
];

/**
 * The compiled modules of one distribution as records to link, or the reason why there are none; records.json says which.
 * In two steps: what downloads runs nothing of the distribution's, and what runs its build has no network.
 */
export function relink(toolchain: State, wish: RelinkWish, relinker: State, options: RelinkOptions): State {
  const { row } = wish;
  const program = (name: string) => [
    "python3",
    "-E",
    "-s",
    "-B",
    `/faktory/relinker/${name}.py`,
    row.key,
    row.version,
  ];
  const tools: Mount = { dest: "/faktory/relinker", input: relinker, readonly: true };
  const fetched = exec(toolchain, {
    args: program("fetch"),
    env: ENV,
    cwd: "/",
    user: "0:0",
    network: options.network,
    proxy: options.proxy,
    mounts: [
      tools,
      { dest: "/faktory/request", input: requestFolder(requestOf(wish), "relinker"), readonly: true },
      ...(wish.given === undefined ? [] : [{ dest: "/in/sources", input: wish.given, readonly: true }]),
    ],
    secrets: options.caps.has(SECRET_CAP) ? SECRETS : [],
    ...stageMeta("relink", `${titleOf(row)}: sources`, options.stages),
  }).root;
  return exec(fetched, {
    args: program("build"),
    env: ENV,
    cwd: "/",
    user: "0:0",
    network: "none",
    mounts: [tools, { dest: "/out", input: scratch, output: true }],
    ...stageMeta("relink", titleOf(row), options.stages),
  }).output("/out");
}

function requestOf({ row, plan: { origin, python }, others, index }: RelinkWish): object {
  const { key, name, version, package: installed, indexed, needs } = row;
  const debian = origin.kind === "debian" ? origin : undefined;
  return {
    format: 1,
    name,
    key,
    version,
    package: installed,
    needs,
    distribution: debian?.distribution ?? null,
    suite: debian?.suite ?? null,
    python: { version: python.version, abiflags: python.abiflags, soabi: python.soabi },
    indexed,
    index,
    sources: others,
  };
}
