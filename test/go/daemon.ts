import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { lastLines } from "../../harness/command.js";

/** A server of a test's own. */
export interface Daemon {
  stop(): Promise<void>;
}

/** Start a server, its output in `log`, and wait till it answers. */
export async function startServer(
  argv: readonly string[],
  log: string,
  answers: () => Promise<boolean>,
  env: Readonly<Record<string, string>> = {},
): Promise<Daemon> {
  const [program = "", ...args] = argv;
  const output = openSync(log, "w");
  const child = spawn(program, args, { stdio: ["ignore", output, output], env: { ...process.env, ...env } });
  closeSync(output);
  const ended = once(child, "exit");
  const until = Date.now() + 60_000;
  while (!(await answers())) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill("SIGKILL");
      throw new Error(`${program} does not answer:\n${lastLines(await readFile(log, "utf8"), 20)}`);
    }
    await sleep(100);
  }
  return { stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
  await ended;
  clearTimeout(timer);
}
