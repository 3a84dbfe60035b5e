import { setTimeout as sleep } from "node:timers/promises";
import { lastLines } from "../../harness/command.js";
import type { Stage } from "../integration/stage.js";
import type { Program } from "./program.js";
import type { Command, Request, Workload } from "./workload.js";

/** What came of one step, in words that can be compared. */
export interface Answer {
  readonly step: string;
  readonly text: string;
  /** What it should have had, and had not. */
  readonly lacks: readonly string[];
}

/** Does a workload with an image: one server for all its requests, a container for each command. */
export async function answersOf(
  stage: Stage,
  image: string,
  program: Program,
  workload: Workload,
  options: readonly string[] = [],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const requests = workload.filter((step) => step.kind === "request");
  const commands = workload.filter((step) => step.kind === "command");
  if (requests.length > 0) answers.push(...(await requested(stage, image, program, requests, options)));
  for (const step of commands) answers.push(await commanded(stage, image, program, step, options));
  return answers;
}

async function commanded(
  stage: Stage,
  image: string,
  program: Program,
  { argv, has }: Command,
  options: readonly string[],
): Promise<Answer> {
  const words = ["run", "--rm", ...options, image, ...argv];
  const ran = await stage.engine.attempt(words, { timeoutMs: 180_000 });
  const said = ran.code === 0 ? ran.stdout : `${ran.stdout}\nexit code ${ran.code}: ${ran.stderr}`;
  const text = stable(program, said);
  const lacks = has.filter((part) => !text.includes(part));
  return { step: argv.length === 0 ? "the image's command" : argv.join(" "), text, lacks };
}

async function requested(
  stage: Stage,
  image: string,
  program: Program,
  requests: readonly Request[],
  options: readonly string[],
): Promise<readonly Answer[]> {
  const { engine } = stage;
  const port = program.port ?? 0;
  const words = ["run", "--detach", "--publish", `127.0.0.1::${port}`, ...options, image];
  const id = (await engine.docker(...words)).trim();
  try {
    const address = (await engine.docker("port", id, `${port}/tcp`)).trim().split("\n")[0] ?? "";
    const base = `http://${address}`;
    if (!(await listens(base))) {
      const logs = await engine.attempt(["logs", id]);
      throw new Error(`does not answer: ${lastLines(logs.stdout + logs.stderr, 6)}`);
    }
    const visitor: Visitor = { cookies: new Map(), saved: new Map() };
    const answers: Answer[] = [];
    for (const request of requests) answers.push(await answered(base, request, program, visitor));
    const broken = answers.find(({ text, lacks }) => text.startsWith("500 ") && lacks.length > 0);
    if (broken === undefined) return answers;
    const logs = await engine.attempt(["logs", id]);
    const said = lastLines(logs.stderr + logs.stdout, 8);
    return answers.map((one) => (one === broken ? { ...one, text: `${one.text}\n${said}` } : one));
  } finally {
    await engine.docker("rm", "--force", "--volumes", id);
  }
}

/** No answer is one that can be compared, too. */
async function answered(base: string, request: Request, program: Program, visitor: Visitor): Promise<Answer> {
  try {
    return await ask(base, request, program, visitor);
  } catch (error) {
    const step = `${request.method ?? "GET"} ${request.path}`;
    return { step, text: error instanceof Error ? error.message : String(error), lacks: ["an answer"] };
  }
}

/** What a browser remembers from one request to the next. */
interface Visitor {
  readonly cookies: Map<string, string>;
  readonly saved: Map<string, string>;
}

async function ask(base: string, request: Request, program: Program, visitor: Visitor): Promise<Answer> {
  const { method = "GET", path, form, body } = request;
  const fill = (text: string): string =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => visitor.saved.get(name) ?? "");
  const sent = form === undefined ? body : new URLSearchParams(mapped(form, fill)).toString();
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetched(base + fill(path), {
    method,
    redirect: "manual",
    signal: AbortSignal.timeout(60_000),
    headers: {
      // A connection that is kept may be closed by the server just when it is used again.
      connection: "close",
      ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      ...(cookie === "" ? {} : { cookie }),
      ...request.headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  for (const line of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    visitor.cookies.set(name, value);
  }
  const data = Buffer.from(await response.arrayBuffer());
  const raw = isText(response) ? data.toString("utf8") : data.toString("base64");
  for (const [name, pattern] of Object.entries(request.save ?? {}))
    visitor.saved.set(name, pattern.exec(raw)?.[1] ?? "");
  const type = response.headers.get("content-type") ?? "";
  const place = response.headers.get("location");
  const text = stable(
    program,
    `${response.status} ${type}${place === null ? "" : ` → ${place}`}\n${raw}`.replaceAll(
      base,
      "http://here",
    ),
  );
  const lacks = [
    ...(response.status === request.status ? [] : [`status ${request.status}`]),
    ...(request.has ?? []).filter((part) => !raw.includes(part)),
  ];
  return { step: `${method} ${path}`, text, lacks };
}

/** A server that breaks a connection is no answer, and the message says at which step. */
async function fetched(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = error instanceof Error ? String(error.cause) : "";
    throw new Error(`no answer to ${init.method ?? "GET"} ${new URL(url).pathname}: ${cause}`, {
      cause: error,
    });
  }
}

function isText(response: Response): boolean {
  return /text|json|xml|javascript|urlencoded/.test(response.headers.get("content-type") ?? "");
}

function stable({ volatile = [] }: Program, text: string): string {
  return volatile.reduce((done, pattern) => done.replaceAll(pattern, "…"), text);
}

function mapped(
  record: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

async function listens(base: string): Promise<boolean> {
  for (let tries = 0; tries < 150; tries++) {
    try {
      await fetch(base, { signal: AbortSignal.timeout(20_000), redirect: "manual" });
      return true;
    } catch {
      await sleep(300);
    }
  }
  return false;
}
