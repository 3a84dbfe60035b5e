import { rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { attempt, run, type CommandOptions, type Finished } from "../command.js";
import { dockerAnswers } from "./api.js";
import { startDaemons } from "./daemons.js";
import { withLock } from "./lock.js";
import { unmountBelow } from "./mounts.js";
import { noteSharedFolders, removeSharedFolders } from "./shared-folders.js";
import { lowerNetwork, raiseNetwork } from "./network.js";
import { placesOf, stateFolder, type Places, type Version } from "./places.js";
import { endProcesses, hasDaemon, removeCgroups } from "./processes.js";
import { providePrograms } from "./programs.js";

/** A Docker engine to build with: one of ours, or one that was there already. */
export interface Engine {
  readonly version: Version | "given";
  /** DOCKER_HOST's value. */
  readonly host: string;
  /** What a shell or a child process needs so that `docker` means this engine. */
  readonly env: Readonly<Record<string, string>>;
  /** Run its docker CLI; another exit code than 0 throws a CommandError. Gives stdout. */
  docker(...args: readonly string[]): Promise<string>;
  /** Run its docker CLI with options; whatever the exit code. */
  attempt(args: readonly string[], options?: CommandOptions): Promise<Finished>;
  /** Stop it, if it is ours. Images and build cache stay for the next start. */
  stop(): Promise<void>;
}

/** Start (or find running) our engine of this version. `instance` names one beside the usual one. */
export async function startEngine(version: Version, instance = ""): Promise<Engine> {
  const places = placesOf(version, instance);
  requireRoot();
  const programs = await providePrograms(version);
  await withLock(lockOf(places), async () => {
    if (await isRunning(places)) return;
    await clean(places);
    await noteSharedFolders();
    await raiseNetwork(places);
    try {
      await startDaemons(places, programs);
    } catch (error) {
      await clean(places);
      throw error;
    }
  });
  return engineOf(places, programs.clientFolder);
}

/** Our engine of this version if it runs. */
export async function runningEngine(version: Version, instance = ""): Promise<Engine | undefined> {
  const places = placesOf(version, instance);
  if (!(await isRunning(places))) return undefined;
  return engineOf(places, (await providePrograms(version)).clientFolder);
}

/** Stop our engine and clean up after it, whether it runs, crashed or never was; `purge` deletes its images too. */
export async function stopEngine(version: Version, instance = "", purge = false): Promise<void> {
  requireRoot();
  const places = placesOf(version, instance);
  await withLock(lockOf(places), async () => {
    await clean(places);
    if (purge) await rm(places.state, { recursive: true, force: true });
  });
}

function engineOf(places: Places, clientFolder: string): Engine {
  const host = `unix://${places.socket}`;
  const env = {
    DOCKER_HOST: host,
    DOCKER_CONFIG: places.dockerConfig,
    DOCKER_BUILDKIT: "1",
    PATH: `${clientFolder}${delimiter}${process.env["PATH"] ?? "/usr/bin:/bin"}`,
  };
  const docker = join(clientFolder, "docker");
  return {
    version: places.version,
    host,
    env,
    docker: (...args) => run([docker, ...args], { env }),
    attempt: (args, options = {}) =>
      attempt([docker, ...args], { ...options, env: { ...env, ...options.env } }),
    stop: () => stopEngine(places.version, places.name.slice(places.version.length)),
  };
}

async function isRunning(places: Places): Promise<boolean> {
  return (await dockerAnswers(places.socket)) && (await hasDaemon(places, "dockerd"));
}

async function clean(places: Places): Promise<void> {
  await endProcesses(places);
  await unmountBelow(places.state);
  await removeCgroups(places);
  await lowerNetwork(places);
  await removeSharedFolders();
  await rm(places.execRoot, { recursive: true, force: true });
  for (const left of ["docker.sock", "containerd.sock", "containerd.sock.ttrpc", "dockerd.pid"]) {
    await rm(join(places.state, left), { force: true });
  }
}

function lockOf(places: Places): string {
  return join(stateFolder(), `${places.name}.lock`);
}

function requireRoot(): void {
  if (process.getuid?.() !== 0) {
    throw new Error("an engine of our own needs root; set DOCKER_HOST to use one that runs already");
  }
}
