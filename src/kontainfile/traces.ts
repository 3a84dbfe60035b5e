import * as z from "zod";
import type { SourceRange } from "../diagnostics/source.js";
import { reportMissing } from "./arguments.js";
import { check } from "./check.js";
import { readCommand } from "./command.js";
import type { Command } from "./config-changes.js";
import { Duration } from "./duration.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import { rangedText, type Reading } from "./reading.js";
import { HttpRequest, Port } from "./requests.js";

/** One TRACE: what the source is told to do, to see what it imports and opens. */
export interface TraceLine {
  /** Without one, the image's own command is started. */
  readonly command: Command | undefined;
  /** What is asked of the server that the command starts; without any, the command runs to its end. */
  readonly http: readonly HttpRequest[];
  readonly port: number | undefined;
  readonly timeoutSeconds: number;
  readonly range: SourceRange;
}

const DEFAULT_TIMEOUT_SECONDS = 30;
/** A line that failed is told by its number in the step's exit code. */
const MOST_LINES = 16;

const Limits = z.object({
  timeout: Duration.optional(),
  http: z.array(HttpRequest),
  port: Port.optional(),
});

/** TRACE: a command, or the image's own; requests to its server, and a limit of time. */
export function readTrace(instruction: Instruction, reading: Reading): TraceLine | undefined {
  const { args, range, flags } = instruction;
  const known = Object.keys(Limits.shape);
  const valuesOf = (some: Instruction["flags"]) =>
    flagValues({ ...instruction, flags: some }, known, reading);
  const once = valuesOf(flags.filter(({ name }) => name !== "http"));
  // The one flag that may stand several times.
  const http = flags.filter(({ name }) => name === "http").flatMap((flag) => [...valuesOf([flag]).values()]);
  const fields = Object.fromEntries([...once].map(([flag, value]) => [flag, rangedText(value)]));
  const limits = check(Limits, { ...fields, http: http.map(rangedText) }, range, reading.report);
  const command = args.text === "" ? undefined : readCommand("TRACE", args, reading);
  if (command?.kind === "exec" && command.argv.length === 0) {
    reportMissing(instruction, "TRACE", reading);
    return undefined;
  }
  if (once.has("port") && http.length === 0) {
    const message = "--port is of a server that --http asks";
    reading.report({ code: "port-without-http", message, hint: "add --http=GET:/", at: range });
  }
  if (limits === undefined) return undefined;
  const timeoutSeconds = limits.timeout ? limits.timeout / 1e9 : DEFAULT_TIMEOUT_SECONDS;
  return { command, http: limits.http, port: limits.port, timeoutSeconds, range };
}

/** All TRACE instructions of a file together. */
export function tracesOf(lines: readonly TraceLine[], { report }: Reading): readonly TraceLine[] {
  const over = lines[MOST_LINES];
  if (over !== undefined) {
    const message = `a Kontainfile has ${MOST_LINES} TRACE lines at most`;
    report({ code: "too-many-traces", message, hint: "put several into one command", at: over.range });
  }
  return lines;
}
