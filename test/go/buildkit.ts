import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attempt } from "../../harness/command.js";
import { unmountBelow } from "../../harness/engine/mounts.js";
import { startServer } from "./daemon.js";
import { pathWithRunc, provideBuildkit, provideRegistry } from "./programs.js";

/** A registry on the loopback interface, and a buildkitd that has it for Docker Hub. */
export interface Buildkit {
  /** Its host and port. */
  readonly registry: string;
  /** Run buildctl; gives its stderr, which tells of the steps. */
  buildctl(...args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startBuildkit(): Promise<Buildkit> {
  const [programs, path, registryProgram] = [
    await provideBuildkit(),
    await pathWithRunc(),
    await provideRegistry(),
  ];
  const folder = await mkdtemp(join(tmpdir(), "faktory-buildkit-"));
  const registry = `127.0.0.1:${await freePort()}`;
  await writeFile(join(folder, "registry.yml"), registryConfiguration(registry, join(folder, "registry")));
  const hub = await startServer(
    [registryProgram, "serve", join(folder, "registry.yml")],
    join(folder, "registry.log"),
    () => answers(`http://${registry}/v2/`),
  );
  const state = join(folder, "buildkit");
  await mkdir(state);
  await writeFile(join(folder, "buildkitd.toml"), daemonConfiguration(registry));
  const address = `unix://${join(folder, "buildkitd.sock")}`;
  const buildctl = [join(programs, "buildctl"), "--addr", address];
  const daemon = await startServer(
    [
      ...[join(programs, "buildkitd"), "--config", join(folder, "buildkitd.toml")],
      ...["--root", state, "--addr", address, "--containerd-worker=false"],
    ],
    join(folder, "buildkitd.log"),
    async () => (await attempt([...buildctl, "debug", "workers"])).code === 0,
    { PATH: path },
  );
  return {
    registry,
    buildctl: async (...args) => {
      const { code, stderr } = await attempt([...buildctl, ...args]);
      if (code !== 0) throw new Error(`buildctl ${args.join(" ")}: exit code ${code}\n${stderr}`);
      return stderr;
    },
    stop: async () => {
      await daemon.stop();
      await hub.stop();
      await unmountBelow(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function registryConfiguration(address: string, folder: string): string {
  return `version: 0.1
log: { level: warn }
storage: { filesystem: { rootdirectory: ${folder} } }
http: { addr: "${address}" }
`;
}

function daemonConfiguration(registry: string): string {
  return `[registry."docker.io"]
  mirrors = ["${registry}"]
[registry."${registry}"]
  http = true
`;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
