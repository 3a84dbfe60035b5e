import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { readdir, readFile, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Places } from "./places.js";

const mark = "FAKTORY_ENGINE_STATE";

/** Start a daemon that outlives us, its output in a log file. Its environment marks it as the engine's. */
export function startDaemon(
  places: Places,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  log: string,
): void {
  const [program = "", ...args] = argv;
  const output = openSync(log, "w");
  const child = spawn(program, args, {
    cwd: "/",
    detached: true,
    stdio: ["ignore", output, output],
    env: { ...process.env, ...env, [mark]: places.state },
  });
  child.on("error", () => undefined); // seen by whoever waits for the daemon's socket
  child.unref();
  closeSync(output);
}

/** The engine's daemons and all that came of them: found by the mark, or by the cgroup of its containers. */
export async function processesOf(places: Places): Promise<readonly number[]> {
  // Within a container of an engine of the same name all of us are in that group.
  const nested = (await groupsOf(process.pid)).some((line) => inGroup(line, places.cgroup));
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const marked: number[] = [];
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
    const ours = environment.split("\0").includes(`${mark}=${places.state}`);
    const contained = !nested && (await groupsOf(pid)).some((line) => inGroup(line, places.cgroup));
    if (ours || contained) marked.push(pid);
  }
  return marked;
}

async function groupsOf(pid: number): Promise<readonly string[]> {
  return (await readFile(`/proc/${pid}/cgroup`, "latin1").catch(() => "")).split("\n");
}

function inGroup(line: string, group: string): boolean {
  const path = line.split(":").slice(2).join(":");
  return path.split("/").includes(group);
}

/** Whether the engine has a running process of this program. */
export async function hasDaemon(places: Places, program: string): Promise<boolean> {
  return (await processesNamed(places, program)).length > 0;
}

/** End the engine's processes: dockerd in its own good time, then containerd, then whatever is left. */
export async function endProcesses(places: Places): Promise<void> {
  await end(places, "dockerd", "SIGTERM", 20_000);
  await end(places, "containerd", "SIGTERM", 10_000);
  await end(places, undefined, "SIGTERM", 2_000);
  await end(places, undefined, "SIGKILL", 10_000);
  const left = await processesOf(places);
  if (left.length > 0) throw new Error(`processes ${left.join(" ")} of engine ${places.name} do not end`);
}

async function end(
  places: Places,
  program: string | undefined,
  signal: NodeJS.Signals,
  waitMs: number,
): Promise<void> {
  const until = Date.now() + waitMs;
  let signalled = false;
  for (;;) {
    const pids = await processesNamed(places, program);
    if (pids.length === 0) return;
    if (!signalled) for (const pid of pids) kill(pid, signal);
    signalled = true;
    if (Date.now() > until) return;
    await sleep(50);
  }
}

async function processesNamed(places: Places, program: string | undefined): Promise<readonly number[]> {
  const pids = await processesOf(places);
  if (program === undefined) return pids;
  const named: number[] = [];
  for (const pid of pids) {
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    if (name.trim() === program) named.push(pid);
  }
  return named;
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended meanwhile.
  }
}

/** Remove the engine's cgroups, which are empty once its processes are gone. */
export async function removeCgroups(places: Places): Promise<void> {
  const root = "/sys/fs/cgroup";
  const hierarchies = ["", ...(await readdir(root).catch(() => []))];
  for (const hierarchy of hierarchies) await removeGroup(join(root, hierarchy, places.cgroup));
}

async function removeGroup(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) await removeGroup(join(folder, entry.name));
  await rmdir(folder).catch(() => undefined);
}
