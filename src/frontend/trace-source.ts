import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import { exitCodeOf, isStepFailure } from "../gateway/gateway-error.js";
import { TRACE_FAILED } from "../graph/trace.js";
import type { TraceLine } from "../kontainfile/kontainfile.js";
import type { Environment } from "./environment.js";

/** What is traced for this build: a toolchain is of the interpreter, whatever the program does. */
export function tracesOf({ options }: Environment, lines: readonly TraceLine[]): readonly TraceLine[] {
  return options.target === "toolchain" ? [] : lines;
}

/** The failure of a TRACE line, told at that line; undefined for every other failure. */
export function traceFailure(error: unknown, lines: readonly TraceLine[]): UserError | undefined {
  const cause = error instanceof UserError ? error.cause : error;
  if (!isStepFailure(cause) || !cause.message.includes("/.faktory/tracer/main.py")) return undefined;
  const line = lines[(exitCodeOf(cause) ?? 0) - TRACE_FAILED];
  return line && new UserError([failed(line)], { cause });
}

const FAILED = "trace-failed";

function failed({ range }: TraceLine): Diagnostic {
  return {
    code: FAILED,
    message: "the source image fails where it is traced, so that what was seen of it proves little",
    hint:
      "the log of the trace step has its last words; it has no network but its own, and --timeout=1m gives it longer; " +
      "without the TRACE line it is built untraced",
    at: range,
  };
}

/** Whether an error is one that `traceFailure` gave. */
export function isTraceFailure(error: unknown): boolean {
  return error instanceof UserError && error.diagnostics.some(({ code }) => code === FAILED);
}
