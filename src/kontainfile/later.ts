import * as z from "zod";
import type { SourceRange } from "../diagnostics/source.js";
import { reportMissing } from "./arguments.js";
import { check, word } from "./check.js";
import { readCommand } from "./command.js";
import { Duration } from "./duration.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import { rangedText, type Reading } from "./reading.js";

const HttpRequest = word((text, refuse) => {
  if (/^[A-Z]+:\/\S*$/.test(text)) return text;
  const message = `${JSON.stringify(text)} is not a request`;
  return refuse({ code: "bad-request", message, hint: "write --http=GET:/path" });
});

const Port = word((text, refuse) => {
  if (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65536) return Number(text);
  const message = `${JSON.stringify(text)} is not a port`;
  return refuse({ code: "bad-port", message, hint: "write --port=8000" });
});

const Trace = z.object({ timeout: Duration.optional(), http: HttpRequest.optional() });
const Check = z.object({ timeout: Duration.optional(), http: HttpRequest.optional(), port: Port.optional() });

/** An instruction that this version reads but cannot follow: better an error than a build that leaves it out. */
export function reportLater(what: string, at: SourceRange, { report }: Reading): void {
  report({ code: "not-supported-yet", message: `${what} is not supported yet`, hint: "remove the line", at });
}

/** TRACE and CHECK: a command, requests, and a limit of time. */
export function readProbe(name: "TRACE" | "CHECK", instruction: Instruction, reading: Reading): void {
  if (name === "CHECK" && instruction.args.text.toLowerCase() === "none") {
    flagValues({ ...instruction, name: "CHECK none" }, [], reading);
    return;
  }
  const schema = name === "TRACE" ? Trace : Check;
  const flags = flagValues(instruction, Object.keys(schema.shape), reading);
  const fields = Object.fromEntries([...flags].map(([flag, value]) => [flag, rangedText(value)]));
  check(schema, fields, instruction.range, reading.report);
  if (instruction.args.text !== "") readCommand(name, instruction.args, reading);
  else if (name === "TRACE" || !flags.has("http")) reportMissing(instruction, name, reading);
  reportLater(name, instruction.range, reading);
}
