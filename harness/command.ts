import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** What a finished command left. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a command: its environment is the caller's with `env` over it. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array | Readable;
  readonly timeoutMs?: number;
}

/** A command that ended with another code than 0; its message carries the end of stderr. */
export class CommandError extends Error {
  readonly finished: Finished;

  constructor(argv: readonly string[], finished: Finished) {
    const last = lastLines(finished.stderr.trim() === "" ? finished.stdout : finished.stderr, 30);
    super(`${argv.join(" ")}: exit code ${finished.code}\n${last}`);
    this.name = "CommandError";
    this.finished = finished;
  }
}

/** Run a command to its end, whatever its exit code. */
export async function attempt(argv: readonly string[], options: CommandOptions = {}): Promise<Finished> {
  const [program = "", ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      timeout: options.timeoutMs,
      killSignal: "SIGKILL",
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const killed = signal === null ? "" : `\nended by ${signal}`;
      resolve({
        code: code ?? 128,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString() + killed,
      });
    });
    feed(child.stdin, options.input);
  });
}

/** Run a command and give its stdout; another exit code than 0 is a CommandError. */
export async function run(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const finished = await attempt(argv, options);
  if (finished.code !== 0) throw new CommandError(argv, finished);
  return finished.stdout;
}

/** The end of a text that may be long. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

function feed(stdin: NodeJS.WritableStream | null, input: CommandOptions["input"]): void {
  if (stdin === null || input === undefined) return;
  // A command may end without reading all of its input: its exit code says more than EPIPE does.
  stdin.on("error", () => undefined);
  if (typeof input === "string" || input instanceof Uint8Array) stdin.end(input);
  else input.pipe(stdin);
}
