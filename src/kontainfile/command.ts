import * as z from "zod";
import type { Command } from "./config-changes.js";
import type { Reading } from "./reading.js";
import { rangeOf, type Span } from "./span.js";

/**
 * Reads exec form or shell form: a JSON array of strings is an argv, any other text a line for the shell, as in
 * Dockerfiles. An array of anything else is an error there too; a `[` that starts no JSON is likely one here.
 */
export function readCommand(name: string, args: Span, { report, warn }: Reading): Command | undefined {
  if (!args.text.startsWith("[")) return { kind: "shell", line: args.text };
  const at = rangeOf(args);
  const hint = `write it as ${name} ["python3", "app.py"], with double quotes`;
  const json = parseJson(args.text);
  const argv = z.array(z.string()).safeParse(json);
  if (argv.success) return { kind: "exec", argv: argv.data };
  if (Array.isArray(json)) {
    report({ code: "bad-exec-form", message: `${name} takes a JSON array of strings only`, hint, at });
    return undefined;
  }
  const message = `${name} starts with [ but is no JSON array, so it is a command for the shell`;
  warn({ code: "exec-form-not-json", message, hint, at });
  return { kind: "shell", line: args.text };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
