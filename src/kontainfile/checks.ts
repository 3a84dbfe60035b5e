import * as z from "zod";
import type { SourceRange } from "../diagnostics/source.js";
import { reportMissing } from "./arguments.js";
import { check } from "./check.js";
import { readCommand } from "./command.js";
import type { Command } from "./config-changes.js";
import { Duration } from "./duration.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import { HttpRequest, Port } from "./requests.js";
import { rangedText, type Reading } from "./reading.js";

/** One CHECK: what the source and the result are both told to do. */
export interface CheckLine {
  /** Without one, the image's own command is started. */
  readonly command: Command | undefined;
  /** What is asked of the server that the command starts; without one, the command runs to its end. */
  readonly http: HttpRequest | undefined;
  readonly port: number | undefined;
  readonly timeoutSeconds: number;
  readonly range: SourceRange;
}

/** What the result must do as the source does. */
export type Checks =
  | { readonly kind: "none" }
  /** It starts, and imports what the source imports. In a file without CHECK the range is FROM's. */
  | { readonly kind: "imports"; readonly range: SourceRange }
  | { readonly kind: "lines"; readonly lines: readonly CheckLine[] };

/** `CHECK none` and `CHECK imports`, which go with no other CHECK. */
export interface WordCheck {
  readonly kind: "none" | "imports";
  readonly range: SourceRange;
}

const DEFAULT_TIMEOUT_SECONDS = 30;
/** A line that failed is told by its number in the step's exit code. */
const MOST_LINES = 24;

const Limits = z.object({
  timeout: Duration.optional(),
  http: HttpRequest.optional(),
  port: Port.optional(),
});

/** CHECK: none, imports, or a command, a request, or both. */
export function readCheck(instruction: Instruction, reading: Reading): CheckLine | WordCheck | undefined {
  const { args, range } = instruction;
  const word = args.text.toLowerCase();
  if (word === "none" || word === "imports") {
    flagValues({ ...instruction, name: `CHECK ${word}` }, [], reading);
    return { kind: word, range };
  }
  const flags = flagValues(instruction, Object.keys(Limits.shape), reading);
  const fields = Object.fromEntries([...flags].map(([flag, value]) => [flag, rangedText(value)]));
  const limits = check(Limits, fields, range, reading.report);
  const command = args.text === "" ? undefined : readCommand("CHECK", args, reading);
  const isEmpty = command === undefined || (command.kind === "exec" && command.argv.length === 0);
  if (isEmpty && (args.text !== "" || !flags.has("http"))) {
    if (args.text === "" || command !== undefined) reportMissing(instruction, "CHECK", reading);
    return undefined;
  }
  if (flags.has("port") && !flags.has("http")) {
    const message = "--port is of a server that --http asks";
    reading.report({ code: "port-without-http", message, hint: "add --http=GET:/", at: range });
  }
  if (limits === undefined) return undefined;
  const timeoutSeconds = limits.timeout ? limits.timeout / 1e9 : DEFAULT_TIMEOUT_SECONDS;
  return { command, http: limits.http, port: limits.port, timeoutSeconds, range };
}

/** All CHECK instructions of a file together; undefined where there is none. */
export function checksOf(read: readonly (CheckLine | WordCheck)[], { report }: Reading): Checks | undefined {
  const lines = read.filter((each): each is CheckLine => !("kind" in each));
  const word = read.find((each): each is WordCheck => "kind" in each);
  if (word !== undefined && read.length > 1) {
    const message = `CHECK ${word.kind} stands beside another CHECK`;
    report({ code: "check-word", message, hint: "remove one of them", at: word.range });
  }
  const over = lines[MOST_LINES];
  if (over !== undefined) {
    const message = `a Kontainfile has ${MOST_LINES} CHECK lines at most`;
    report({ code: "too-many-checks", message, hint: "put several into one command", at: over.range });
  }
  if (word !== undefined)
    return word.kind === "none" ? { kind: "none" } : { kind: "imports", range: word.range };
  return lines.length === 0 ? undefined : { kind: "lines", lines };
}
