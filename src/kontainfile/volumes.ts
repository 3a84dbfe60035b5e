import * as z from "zod";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { someWords, reportMissing } from "./arguments.js";
import type { Instruction } from "./instruction.js";
import type { Reading } from "./reading.js";
import { slice, trim, type Span } from "./span.js";
import { parseTemplate } from "./parse-template.js";
import { literalOf, type Template } from "./template.js";

/** The paths of VOLUME: a JSON array of strings, or words. */
export function readVolumes(instruction: Instruction, reading: Reading): readonly Template[] {
  const words = jsonStrings(instruction.args) ?? someWords(instruction, "VOLUME", "plain", reading) ?? [];
  if (words.length === 0 && instruction.args.text !== "") reportMissing(instruction, "VOLUME", reading);
  const templates = words.flatMap((word) => parseTemplate(trim(word), reading.escape, reading.report) ?? []);
  for (const template of templates) {
    if (literalOf(template) === "") reading.report(emptyPath(template.range));
  }
  return templates;
}

/** A path of VOLUME that is empty, as written or once its variables are in place. */
export function emptyPath(at: SourceRange): Diagnostic {
  return { code: "empty-path", message: "VOLUME has an empty path", hint: "write VOLUME /path", at };
}

/** The strings of a JSON array, each where it stands in the file. */
function jsonStrings(args: Span): readonly Span[] | undefined {
  const strings = parseStrings(args.text);
  if (strings === undefined) return undefined;
  const literals = [...args.text.matchAll(/"(?:[^"\\]|\\.)*"/gs)];
  return strings.map((text, index) => {
    const literal = literals[index];
    const start = literal?.index ?? 0;
    const inside = slice(args, start + 1, start + (literal?.[0].length ?? 2) - 1);
    if (inside.text === text) return inside;
    // Escapes make the text shorter than what stands in the file: then all of it stands at the literal's start.
    const at = rangeStart(args, start);
    return { ...inside, text, offsets: Array.from({ length: text.length }, () => at) };
  });
}

function rangeStart({ offsets, end }: Span, index: number): number {
  return offsets[index] ?? end;
}

function parseStrings(text: string): readonly string[] | undefined {
  if (!text.startsWith("[")) return undefined;
  try {
    return z.array(z.string()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
