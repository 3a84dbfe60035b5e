import * as z from "zod";
import type { SourceRange } from "../diagnostics/source.js";
import { reportMissing } from "./arguments.js";
import { check } from "./check.js";
import { readCommand } from "./command.js";
import { Duration } from "./duration.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import { HttpRequest } from "./requests.js";
import { rangedText, type Reading } from "./reading.js";

const Trace = z.object({ timeout: Duration.optional(), http: HttpRequest.optional() });

/** An instruction that this version reads but cannot follow: better an error than a build that leaves it out. */
export function reportLater(what: string, at: SourceRange, { report }: Reading): void {
  report({ code: "not-supported-yet", message: `${what} is not supported yet`, hint: "remove the line", at });
}

/** TRACE: a command, requests, and a limit of time. */
export function readTrace(instruction: Instruction, reading: Reading): void {
  const flags = flagValues(instruction, Object.keys(Trace.shape), reading);
  const fields = Object.fromEntries([...flags].map(([flag, value]) => [flag, rangedText(value)]));
  check(Trace, fields, instruction.range, reading.report);
  if (instruction.args.text === "") reportMissing(instruction, "TRACE", reading);
  else readCommand("TRACE", instruction.args, reading);
  reportLater("TRACE", instruction.range, reading);
}
