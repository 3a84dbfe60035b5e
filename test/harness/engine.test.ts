import { readFile, readdir } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { provideBaseImage } from "../../harness/base/provide.js";
import { run } from "../../harness/command.js";
import { mountsBelow } from "../../harness/engine/mounts.js";
import { ip } from "../../harness/engine/network-programs.js";
import { ruleLines } from "../../harness/engine/network.js";
import { placesOf, versions } from "../../harness/engine/places.js";
import { processesOf } from "../../harness/engine/processes.js";
import { runningEngine, startEngine, stopEngine } from "../../harness/engine/start.js";

const root = process.getuid?.() === 0;
if (!root) console.warn("SKIPPED: the engine's tests need root, since they start Docker daemons");

/** An engine beside those that people work with, so that stopping it disturbs nobody. */
const instance = "test";

describe.runIf(root).each(versions)("Docker %s of our own", (version) => {
  const places = placesOf(version, instance);
  let before: Awaited<ReturnType<typeof traces>>;

  afterAll(() => stopEngine(version, instance, true));

  test("starts and answers", async () => {
    await stopEngine(version, instance, true);
    before = await traces(places.name);
    const engine = await startEngine(version, instance);
    expect(await engine.docker("version", "--format", "{{.Server.Version}}")).toMatch(
      new RegExp(`^${version}\\.`),
    );
  });

  test("is left as it is by a second start", async () => {
    const daemons = await processesOf(places);
    await startEngine(version, instance);
    expect(await processesOf(places)).toEqual(daemons);
  });

  test("has its store: classic on 20, containerd's on 28", async () => {
    const engine = await startEngine(version, instance);
    const driver = (await engine.docker("info", "--format", "{{.Driver}} {{.CgroupDriver}}")).trim();
    expect(driver).toBe(version === "20" ? "overlay2 cgroupfs" : "overlayfs cgroupfs");
  });

  test("builds with the network: apt-get update", async () => {
    const engine = await startEngine(version, instance);
    const image = await provideBaseImage(engine, "bookworm");
    const dockerfile = `FROM ${image}\nRUN apt-get update && test -d /var/lib/apt/lists/partial\n`;
    const built = await engine.attempt(["build", "--progress=plain", "--tag=network", "-"], {
      input: dockerfile,
    });
    expect(built.stdout + built.stderr).toContain("Reading package lists");
    expect(built.code).toBe(0);
  });

  test("publishes the ports of a container that it runs", async () => {
    const engine = await startEngine(version, instance);
    const perl = `use Socket; socket(S, PF_INET, SOCK_STREAM, 0); bind(S, sockaddr_in(80, INADDR_ANY)); listen(S, 1);
      accept(C, S); sysread(C, $_, 999); syswrite(C, "HTTP/1.0 200 OK\\r\\n\\r\\nhello");`;
    const published = ["--detach", "--rm", "--publish", "127.0.0.1::80"];
    const id = (await engine.docker("run", ...published, "debian:bookworm", "perl", "-e", perl)).trim();
    const address = (await engine.docker("port", id, "80/tcp")).trim();
    expect(await run(["curl", "--silent", "--retry-all-errors", "--retry", "5", `http://${address}/`])).toBe(
      "hello",
    );
  });

  test("starts again over what a crash left", async () => {
    for (const pid of await processesOf(places)) killIfThere(pid);
    expect(await runningEngine(version, instance)).toBeUndefined();
    const engine = await startEngine(version, instance);
    expect(await engine.docker("images", "--quiet", "debian:bookworm")).not.toBe("");
  });

  test("reaches the network from another subnet, where its own was taken while it was stopped", async () => {
    await stopEngine(version, instance);
    const engine = await startEngine(version, instance);
    const [own = ""] = await subnets(places.bridge);
    await engine.stop();
    await ip("link", "add", "taken", "type", "bridge");
    try {
      await ip("addr", "add", own, "dev", "taken");
      await startEngine(version, instance);
      const [another = ""] = await subnets(places.bridge);
      expect(another).not.toBe(own);
      expect((await ruleLines()).join("\n")).toContain(
        `-s ${another.replace(/\.1\/24$/, ".0/24")} ! -o ${places.bridge} `,
      );
    } finally {
      await ip("link", "del", "taken");
    }
  });

  test("stops with a container running, and leaves no process, mount, rule, bridge or cgroup", async () => {
    const engine = await startEngine(version, instance);
    await engine.docker("run", "--detach", "debian:bookworm", "sleep", "1000");
    expect((await mountsBelow(places.state)).length).toBeGreaterThan(0);
    await engine.stop();
    expect(await traces(places.name)).toEqual(before);
  });

  test("says why it cannot start, with the end of the daemon's log", async () => {
    // A data root that is a file: dockerd ends at once.
    await stopEngine(version, instance, true);
    await run(["mkdir", "-p", `${places.state}/data`]);
    await run(["touch", `${places.state}/data/docker`]);
    await expect(startEngine(version, instance)).rejects.toThrow(
      /dockerd of engine .* ended before it was ready[^]*docker/,
    );
    expect(await traces(places.name)).toEqual(before);
  });
});

/** The addresses of a network device, with their prefix lengths. */
async function subnets(device: string): Promise<readonly string[]> {
  const listed = await ip("-4", "-oneline", "addr", "show", "dev", device);
  return [...listed.matchAll(/ inet (\S+)/g)].map(([, address = ""]) => address);
}

/** What a running engine adds to the machine. */
async function traces(name: string): Promise<Record<string, readonly string[]>> {
  const state = placesOf(name.startsWith("20") ? "20" : "28", instance).state;
  const [rules, links, mounts, groups, pids] = await Promise.all([
    ruleLines(),
    readdir("/sys/class/net"),
    readFile("/proc/self/mounts", "utf8"),
    readdir("/sys/fs/cgroup", { withFileTypes: true }),
    processesOf(placesOf(name.startsWith("20") ? "20" : "28", instance)),
  ]);
  const cgroups = await Promise.all(
    groups
      .filter((group) => group.isDirectory())
      .map(async (group) => (await readdir(`/sys/fs/cgroup/${group.name}`)).includes(`faktory${name}`)),
  );
  return {
    rules: rules.filter((rule) => rule.includes(name)),
    links: links.filter((link) => link === `fk${name}`),
    mounts: mounts.split("\n").filter((line) => line.includes(state)),
    cgroups: cgroups.filter((found) => found).map(String),
    pids: pids.map(String),
  };
}

/** A daemon's child may end by itself when its parent is killed. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
