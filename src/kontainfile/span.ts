import type { SourceRange } from "../diagnostics/source.js";
import { rangeBetween, type SourceText } from "./source-text.js";

/** Text that knows where in the file each of its characters stands, over joined lines and dropped quotes. */
export interface Span {
  readonly text: string;
  /** One offset for each character of `text`, ascending. */
  readonly offsets: readonly number[];
  /** Where the file goes on after it; the place of an empty span. */
  readonly end: number;
  readonly source: SourceText;
}

/** What Go's unicode.IsSpace calls a space, and so BuildKit. */
const SPACE = "[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const LEADING = new RegExp(`^${SPACE}*`, "u");
const TRAILING = new RegExp(`${SPACE}*$`, "u");
const ONE = new RegExp(`^${SPACE}$`, "u");

export function isSpace(character: string): boolean {
  return ONE.test(character);
}

/** The part of a span from one index up to, not including, another. */
export function slice(span: Span, start: number, end: number = span.text.length): Span {
  return {
    text: span.text.slice(start, end),
    offsets: span.offsets.slice(start, end),
    end: span.offsets[end] ?? span.end,
    source: span.source,
  };
}

/** The characters of a span at the given indices. */
export function pick(span: Span, indices: readonly number[], end: number): Span {
  return {
    text: indices.map((index) => span.text.charAt(index)).join(""),
    offsets: indices.map((index) => span.offsets[index] ?? span.end),
    end: span.offsets[end] ?? span.end,
    source: span.source,
  };
}

export function trim(span: Span): Span {
  const start = LEADING.exec(span.text)?.[0].length ?? 0;
  if (start === span.text.length) return slice(span, start);
  return slice(span, start, span.text.search(TRAILING));
}

/** The place of a span in the file. */
export function rangeOf({ offsets, end, source }: Span): SourceRange {
  const last = offsets.at(-1);
  return rangeBetween(source, offsets[0] ?? end, last === undefined ? end : last + 1);
}
