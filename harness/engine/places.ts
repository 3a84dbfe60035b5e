import { join } from "node:path";

/** The Docker versions that the harness can start by itself. */
export const versions = ["20", "28"] as const;
export type Version = (typeof versions)[number];

/** Where one engine of ours keeps its things. */
export interface Places {
  readonly version: Version;
  /** Distinguishes engines of one version: the tests' own from the one that people work with. */
  readonly name: string;
  readonly state: string;
  readonly dataRoot: string;
  readonly execRoot: string;
  readonly socket: string;
  readonly containerdSocket: string;
  readonly log: string;
  readonly containerdLog: string;
  readonly dockerConfig: string;
  readonly bridge: string;
  readonly cgroup: string;
}

/** Downloads and unpacked packages; safe to delete, and shared by all engines. */
export function cacheFolder(): string {
  return process.env["FAKTORY_CACHE"] ?? "/var/cache/faktory";
}

/** The folder under which every engine of ours has its state. */
export function stateFolder(): string {
  return process.env["FAKTORY_STATE"] ?? "/var/lib/faktory-engine";
}

/** `instance` is a short word, or "" for the engine that people work with. */
export function placesOf(version: Version, instance = ""): Places {
  if (!/^[a-z]{0,8}$/.test(instance)) throw new Error(`not a name of an engine: ${instance}`);
  const name = `${version}${instance}`;
  const state = join(stateFolder(), name);
  return {
    version,
    name,
    state,
    dataRoot: join(state, "data"),
    execRoot: join(state, "exec"),
    socket: join(state, "docker.sock"),
    containerdSocket: join(state, "containerd.sock"),
    log: join(state, "dockerd.log"),
    containerdLog: join(state, "containerd.log"),
    dockerConfig: join(state, "docker-config"),
    bridge: `fk${name}`,
    cgroup: `faktory${name}`,
  };
}
