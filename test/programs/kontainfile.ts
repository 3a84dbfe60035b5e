import type { Level } from "./outcome.js";
import type { Program } from "./program.js";
import type { Step } from "./workload.js";

const TIMEOUT = "--timeout=180s";

/**
 * How a program is converted. CHECK is given what can be seen of it, line by line, and TRACE, which strict needs, all of
 * that at once. What none is compared with is the others' size alone.
 */
export function kontainfileOf(program: Program, source: string, prune: Level): string {
  const lines = [`FROM ${source}`, "LINK auto", `PRUNE ${prune}`];
  if (prune === "strict") lines.push(...tracesOf(program));
  const checks = prune === "none" ? [] : program.seen.flatMap((step) => checkOf(program, step));
  lines.push(...(prune === "none" ? ["CHECK none"] : checks));
  return `${lines.join("\n")}\n`;
}

/** A request of GET alone; a command whose output is the same each time. Others have nothing that CHECK compares. */
function checkOf(program: Program, step: Step): readonly string[] {
  if (step.kind === "command")
    return program.volatile?.length ? [] : [`CHECK ${TIMEOUT} ${commandOf(program, step.argv)}`];
  return isPlain(step) ? [`CHECK ${TIMEOUT} --http=GET:${step.path} --port=${program.port ?? 0}`] : [];
}

function tracesOf(program: Program): readonly string[] {
  const paths = program.seen.flatMap((step) => (isPlain(step) ? [`--http=GET:${step.path}`] : []));
  const commands = program.seen.flatMap((step) => (step.kind === "command" ? [step.argv] : []));
  return [
    ...(paths.length > 0 ? [`TRACE ${TIMEOUT} ${paths.join(" ")} --port=${program.port ?? 0}`] : []),
    ...commands.map((argv) => `TRACE ${TIMEOUT} ${commandOf(program, argv)}`),
  ];
}

function isPlain(step: Step): step is Extract<Step, { kind: "request" }> {
  return step.kind === "request" && (step.method ?? "GET") === "GET" && step.headers === undefined;
}

/** As `docker run` takes words: in the place of CMD. */
function commandOf({ entrypoint = [], cmd }: Program, argv: readonly string[]): string {
  return JSON.stringify([...entrypoint, ...(argv.length > 0 ? argv : cmd)]);
}
