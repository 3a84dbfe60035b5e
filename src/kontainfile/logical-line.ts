import type { SourceText } from "./source-text.js";
import { isSpace, type Span } from "./span.js";

/** One instruction's lines joined, and the offset behind the last of them. */
export interface LogicalLine {
  readonly span: Span;
  readonly end: number;
}

/**
 * Joins the lines of the instruction at `start` by BuildKit's rule: an escape character that ends a line, with no
 * second one before it, continues the line; comments and empty lines in between are left out.
 * https://github.com/moby/buildkit/blob/v0.18.1/frontend/dockerfile/parser/parser.go
 */
export function joinLines(source: SourceText, start: number, escape: string): LogicalLine {
  const { text } = source;
  const parts: string[] = [];
  const offsets: number[] = [];
  let lineStart = start;
  let end = start;
  for (let first = true; ; first = false) {
    const newline = text.indexOf("\n", lineStart);
    const lineEnd = newline === -1 ? text.length : newline;
    const line = text.slice(lineStart, lineEnd).replace(/\r$/, "");
    const skipped = isLeftOut(line);
    if (first && skipped) return { span: { text: "", offsets: [], end, source }, end };
    const cut = skipped ? 0 : continuationAt(line, escape);
    if (!skipped) {
      const kept = line.slice(0, cut ?? line.length);
      parts.push(kept);
      for (let index = 0; index < kept.length; index += 1) offsets.push(lineStart + index);
      end = lineStart + kept.length;
    }
    if (cut === undefined) return { span: { text: parts.join(""), offsets, end, source }, end };
    if (newline === -1) return { span: { text: parts.join(""), offsets, end, source }, end: text.length };
    lineStart = newline + 1;
  }
}

function continuationAt(line: string, escape: string): number | undefined {
  const trimmed = line.replace(/[ \t]+$/, "");
  if (!trimmed.endsWith(escape) || trimmed.at(-2) === escape) return undefined;
  return trimmed.length - 1;
}

function isLeftOut(line: string): boolean {
  for (const character of line) {
    if (!isSpace(character)) return character === "#";
  }
  return true;
}
