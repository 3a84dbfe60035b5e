import { attempt, run } from "../command.js";
import type { Engine } from "./start.js";

/** The engine that the person or the machine gives: $DOCKER_HOST, else a Docker that answers at the default place. */
export async function givenEngine(): Promise<Engine | undefined> {
  const asked = await attempt(["docker", "version", "--format", "{{.Server.Version}}"], {
    timeoutMs: 10_000,
  }).catch(() => undefined);
  if (asked?.code !== 0) {
    if (process.env["DOCKER_HOST"] === undefined) return undefined;
    throw new Error(`DOCKER_HOST is ${process.env["DOCKER_HOST"]}, but no Docker answers there`);
  }
  const host = process.env["DOCKER_HOST"] ?? "unix:///var/run/docker.sock";
  const env = { DOCKER_HOST: host, DOCKER_BUILDKIT: "1" };
  return {
    version: "given",
    host,
    env,
    docker: (...args) => run(["docker", ...args], { env }),
    attempt: (args, options = {}) =>
      attempt(["docker", ...args], { ...options, env: { ...env, ...options.env } }),
    stop: () => Promise.resolve(),
  };
}
