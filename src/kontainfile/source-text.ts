import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { Position, SourceFile, SourceRange } from "../diagnostics/source.js";

/** A Kontainfile's text without its byte order mark, and where each of its lines starts. */
export interface SourceText {
  readonly text: string;
  readonly lineStarts: readonly number[];
}

const LARGEST = 1024 * 1024;

/** Takes what a text editor could have written; throws a UserError for anything else. */
export function readSource({ name, text: whole }: SourceFile): SourceText {
  // Positions count from after the mark, as editors count them.
  const text = whole.startsWith("\uFEFF") ? whole.slice(1) : whole;
  if (text.length > LARGEST) {
    throw new UserError([
      {
        code: "kontainfile-too-large",
        message: `${name} has ${text.length} characters; at most ${LARGEST} are read`,
        hint: "is this the file you meant? -f names the Kontainfile",
      },
    ]);
  }
  const source = { text, lineStarts: [...lineStarts(text)] };
  const problem = firstProblem(name, source);
  if (problem !== undefined) throw new UserError([problem]);
  return source;
}

/** The place of an offset into the text. */
export function positionAt({ lineStarts: starts }: SourceText, offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, character: offset - (starts[low] ?? 0) };
}

/** The range from one offset up to, not including, another. */
export function rangeBetween(source: SourceText, start: number, end: number): SourceRange {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

function* lineStarts(text: string): Generator<number> {
  for (let start = 0; ;) {
    yield start;
    const newline = text.indexOf("\n", start);
    if (newline === -1) return;
    start = newline + 1;
  }
}

function firstProblem(name: string, source: SourceText): Diagnostic | undefined {
  const offset = source.text.search(/[\0-\x08\x0e-\x1f\x7f\uFFFD]|\r(?!\n)/);
  if (offset === -1) return undefined;
  const at = rangeBetween(source, offset, offset + 1);
  const character = source.text.charAt(offset);
  if (character === "\r") {
    return {
      code: "bare-carriage-return",
      message: "a carriage return stands without a line feed",
      hint: `end the lines of ${name} with LF or CRLF`,
      at,
    };
  }
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return {
    code: "kontainfile-not-text",
    message: `${name} is not a UTF-8 text file: line ${at.start.line} has the character U+${code}`,
    hint: "save it as UTF-8 text, or name another file with -f",
    at,
  };
}
