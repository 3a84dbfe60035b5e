import { existsSync } from "node:fs";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines } from "../command.js";
import { dockerAnswers } from "./api.js";
import type { Places } from "./places.js";
import { hasDaemon, startDaemon } from "./processes.js";
import type { Programs } from "./programs.js";

/** Start containerd and dockerd of one engine and wait till the API answers. */
export async function startDaemons(places: Places, programs: Programs): Promise<void> {
  await writeConfiguration(places, programs);
  const env = { PATH: programs.daemonPath, LD_LIBRARY_PATH: programs.libraries };
  startDaemon(
    places,
    ["containerd", "--config", join(places.state, "containerd.toml")],
    env,
    places.containerdLog,
  );
  await waitFor(places, "containerd", places.containerdLog, () =>
    Promise.resolve(existsSync(places.containerdSocket)),
  );
  // What dockerd remembers of its bridge is the subnet of its last start, and it would take the bridge back to that.
  // (A data root that is no folder is dockerd's to complain of.)
  const networks = join(places.dataRoot, "docker/network/files");
  if (existsSync(networks)) await rm(networks, { recursive: true });
  startDaemon(places, ["dockerd", "--config-file", join(places.state, "daemon.json")], env, places.log);
  await waitFor(places, "dockerd", places.log, () => dockerAnswers(places.socket));
}

async function writeConfiguration(places: Places, programs: Programs): Promise<void> {
  await mkdir(places.execRoot, { recursive: true });
  await mkdir(places.dataRoot, { recursive: true });
  // A containerd of our own, since dockerd would otherwise share the machine's.
  const containerd = `version = 2
root = ${JSON.stringify(join(places.dataRoot, "containerd"))}
state = ${JSON.stringify(join(places.execRoot, "containerd"))}
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
[grpc]
address = ${JSON.stringify(places.containerdSocket)}
[ttrpc]
address = ${JSON.stringify(`${places.containerdSocket}.ttrpc`)}
`;
  await writeFile(join(places.state, "containerd.toml"), containerd);
  const daemon = {
    "data-root": join(places.dataRoot, "docker"),
    "exec-root": places.execRoot,
    pidfile: join(places.state, "dockerd.pid"),
    hosts: [`unix://${places.socket}`],
    containerd: places.containerdSocket,
    "cgroup-parent": `/${places.cgroup}`,
    bridge: places.bridge,
    mtu: await mtuOfWayOut(),
    // The bridge's rules are the harness's, so that stop can take them away.
    iptables: false,
    "ip-masq": false,
    ...(places.version === "28" ? { ip6tables: false, features: { "containerd-snapshotter": true } } : {}),
    ...(places.version === "20" ? { "deprecated-key-path": join(places.state, "key.json") } : {}),
  };
  await writeFile(join(places.state, "daemon.json"), `${JSON.stringify(daemon, null, 2)}\n`);
  await writeClientConfiguration(places, programs);
}

/** A client's configuration of our own: this engine's buildx, and no one's credentials. */
async function writeClientConfiguration(places: Places, programs: Programs): Promise<void> {
  const plugins = join(places.dockerConfig, "cli-plugins");
  await rm(plugins, { recursive: true, force: true });
  await mkdir(plugins, { recursive: true });
  if (programs.buildx !== undefined) await symlink(programs.buildx, join(plugins, "docker-buildx"));
  await writeFile(join(places.dockerConfig, "config.json"), "{}\n");
}

async function waitFor(
  places: Places,
  program: string,
  log: string,
  ready: () => Promise<boolean>,
): Promise<void> {
  const until = Date.now() + 60_000;
  // A daemon that failed to start is gone within moments; give a slow machine time to show it at all.
  const mayBeMissingUntil = Date.now() + 2_000;
  while (!(await ready())) {
    const gone = Date.now() > mayBeMissingUntil && !(await hasDaemon(places, program));
    if (gone || Date.now() > until) {
      const what = gone ? "ended before it was ready" : "is not ready after 60 s";
      throw new Error(`${program} of engine ${places.name} ${what}; the end of ${log}:\n${await tail(log)}`);
    }
    await sleep(50);
  }
}

async function tail(log: string): Promise<string> {
  return lastLines(await readFile(log, "utf8").catch(() => "(no log)"), 20);
}

/** A container's packets must fit through the machine's own way out, whose MTU may be below Ethernet's 1500. */
async function mtuOfWayOut(): Promise<number> {
  const routes = (await readFile("/proc/net/route", "utf8")).split("\n").map((line) => line.split("\t"));
  const device = routes.find((fields) => fields[1] === "00000000")?.[0];
  if (device === undefined) return 1500;
  return Math.min(1500, Number(await readFile(`/sys/class/net/${device}/mtu`, "utf8")));
}
