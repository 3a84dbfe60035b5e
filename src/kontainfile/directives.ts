import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { rangeBetween, type SourceText } from "./source-text.js";

/** What the comments at the top say of the text below them. */
export interface Directives {
  /** The character that continues lines and quotes others. */
  readonly escape: "\\" | "`";
  /** The index of the first line that is none. */
  readonly lines: number;
}

const DIRECTIVE = /^(\s*#\s*)([a-zA-Z][a-zA-Z0-9]*)(\s*=\s*)(\S(?:.*\S)?)\s*$/;
const KNOWN = new Set(["syntax", "escape", "check"]);

/**
 * Reads the parser directives by BuildKit's rule: known ones, each once, before any other line.
 * https://github.com/moby/buildkit/blob/v0.18.1/frontend/dockerfile/parser/directives.go
 */
export function readDirectives(source: SourceText, report: (diagnostic: Diagnostic) => void): Directives {
  const seen = new Map<string, number>();
  let escape: Directives["escape"] = "\\";
  const lines = source.text.split("\n");
  let index = 0;
  for (; index < lines.length; index += 1) {
    const match = DIRECTIVE.exec(lines[index] ?? "");
    if (match === null) break;
    const [, before = "", name = "", equals = "", value = ""] = match;
    const key = name.toLowerCase();
    if (!KNOWN.has(key)) break;
    const start = (source.lineStarts[index] ?? 0) + before.length;
    const first = seen.get(key);
    if (first !== undefined) {
      report({
        code: "repeated-directive",
        message: `# ${key}= is given twice; the first is on line ${first}`,
        hint: "remove one of them",
        at: rangeBetween(source, start, start + name.length),
      });
    } else if (key === "escape") {
      if (value === "\\" || value === "`") {
        escape = value;
      } else {
        const valueStart = start + name.length + equals.length;
        report({
          code: "bad-escape",
          message: `# escape= cannot be ${JSON.stringify(value)}`,
          hint: "it is \\ or `",
          at: rangeBetween(source, valueStart, valueStart + value.length),
        });
      }
    }
    seen.set(key, index + 1);
  }
  return { escape, lines: index };
}
