/**
 * Rehearses a frontend while its image is built: plays the daemon for two builds of a made-up image, so that V8 compiles
 * what builds run. src/start.ts, told to, keeps what was compiled; every later build starts with that.
 *
 * usage: node rehearse.cjs PROGRAM [ARGUMENT …]
 */
import { spawn } from "node:child_process";
import process from "node:process";
import { Duplex } from "node:stream";
import type { ReturnRequest } from "../src/gen/gateway.js";
import { NEW_CAPS, OLD_CAPS } from "./caps.js";
import { serveBridge } from "./daemon.js";
import { answersOf, type Part } from "./answers.js";
import { PLAN } from "./plan.js";

/** An old daemon shows warnings as steps, a new one by calls of their own; not every command says where its python is. */
const PARTS: readonly Part[] = [
  {
    kontainfile: "# syntax=kontainapp/faktory:1\nFROM my/app\n",
    plan: PLAN,
    caps: OLD_CAPS,
    command: ["python3", "app.py"],
  },
  {
    kontainfile:
      "# syntax=kontainapp/faktory:1\nFROM my/app\nLINK static\n# a comment\nDROP tests\nENV A=1\n",
    plan: PLAN,
    caps: NEW_CAPS,
    command: ["/usr/bin/python3", "app.py"],
  },
];
async function main([program, ...args]: readonly string[]): Promise<void> {
  if (program === undefined) throw new Error("usage: node rehearse.cjs PROGRAM [ARGUMENT …]");
  for (const part of PARTS) await rehearse(program, args, part);
}

async function rehearse(command: string, words: readonly string[], part: Part): Promise<void> {
  const returned: ReturnRequest[] = [];
  const frontend = spawn(command, words, {
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ["pipe", "pipe", "inherit"],
  });
  serveBridge(
    Duplex.from({ readable: frontend.stdout, writable: frontend.stdin }),
    answersOf(part, (request) => returned.push(request)),
  );
  const code = await new Promise<number | null>((resolve, reject) => {
    frontend.once("error", reject).once("exit", resolve);
  });
  const [end] = returned;
  if (code === 0 && end?.result !== undefined) return;
  throw new Error(
    `the rehearsed build failed with ${String(code)}: ${end?.error?.message ?? "nothing returned"}`,
  );
}

/** What the daemon gives a frontend. */
const ENVIRONMENT = {
  FAKTORY_REHEARSAL: "1",
  BUILDKIT_SESSION_ID: "rehearsal",
  BUILDKIT_WORKERS: "[]",
  BUILDKIT_FRONTEND_OPT_0: "filename=Kontainfile",
  BUILDKIT_FRONTEND_OPT_1: "source=docker.io/kontainapp/faktory:1",
};

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
