import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { rangeOf, slice, type Span } from "./span.js";
import type { Operator, Piece, Template } from "./template.js";

/**
 * Takes quotes off and finds the variables, by BuildKit's rules; reports what is not closed.
 * https://github.com/moby/buildkit/blob/v0.18.1/frontend/dockerfile/shell/lex.go
 */
export function parseTemplate(
  span: Span,
  escape: string,
  report: (diagnostic: Diagnostic) => void,
): Template | undefined {
  const cursor: Cursor = { text: span.text, escape, index: 0, problem: undefined };
  const pieces = readPieces(cursor, { rawEscapes: false });
  if (cursor.problem === undefined) return { pieces, range: rangeOf(span) };
  const { message, start } = cursor.problem;
  report({ code: "bad-substitution", message, hint: hintFor(escape), at: rangeOf(slice(span, start)) });
  return undefined;
}

interface Cursor {
  readonly text: string;
  readonly escape: string;
  index: number;
  problem: { readonly message: string; readonly start: number } | undefined;
}

function hintFor(escape: string): string {
  return `for the character itself, put ${escape} before it`;
}

/** Notes the first problem and ends the reading: every loop stops at the end of the text. */
function fail(cursor: Cursor, start: number, message: string): readonly Piece[] {
  cursor.problem ??= { message, start };
  cursor.index = cursor.text.length;
  return [];
}

/** Where the pieces end, and where the substitution that they belong to starts. */
interface Extent {
  readonly stop?: string;
  readonly start?: number;
  readonly rawEscapes: boolean;
}

function readPieces(cursor: Cursor, { stop, start = 0, rawEscapes }: Extent): readonly Piece[] {
  const { text, escape } = cursor;
  const pieces: Piece[] = [];
  while (cursor.index < text.length) {
    const character = text.charAt(cursor.index);
    if (character === stop) {
      cursor.index += 1;
      return joinTexts(pieces);
    }
    if (character === "'") {
      pieces.push(readSingleQuotes(cursor));
    } else if (character === '"') {
      pieces.push(...readDoubleQuotes(cursor, rawEscapes));
    } else if (character === "$") {
      pieces.push(...readDollar(cursor));
    } else if (character === escape) {
      pieces.push(textPiece((rawEscapes ? escape : "") + text.charAt(cursor.index + 1)));
      cursor.index += 2;
    } else {
      pieces.push(textPiece(character));
      cursor.index += 1;
    }
  }
  return stop === undefined ? joinTexts(pieces) : fail(cursor, start, `\${ has no closing ${stop}`);
}

function readSingleQuotes(cursor: Cursor): Piece {
  const start = cursor.index;
  const end = cursor.text.indexOf("'", start + 1);
  if (end === -1) fail(cursor, start, "a single quote is not closed");
  else cursor.index = end + 1;
  return textPiece(end === -1 ? "" : cursor.text.slice(start + 1, end));
}

function readDoubleQuotes(cursor: Cursor, rawEscapes: boolean): readonly Piece[] {
  const { text, escape } = cursor;
  const start = cursor.index;
  const pieces: Piece[] = [];
  cursor.index += 1;
  while (cursor.index < text.length) {
    const character = text.charAt(cursor.index);
    if (character === '"') {
      cursor.index += 1;
      return pieces;
    }
    if (character === "$") {
      pieces.push(...readDollar(cursor));
      continue;
    }
    const next = text.charAt(cursor.index + 1);
    const escapes = character === escape && (next === '"' || next === "$" || next === escape);
    const raw = rawEscapes && character === escape ? escape : "";
    pieces.push(textPiece(raw + (escapes ? next : character)));
    cursor.index += escapes ? 2 : 1;
  }
  return fail(cursor, start, "a double quote is not closed");
}

function readDollar(cursor: Cursor): readonly Piece[] {
  const { text } = cursor;
  const start = cursor.index;
  cursor.index += 1;
  if (text.charAt(cursor.index) !== "{") {
    const name = readName(cursor);
    return [name === "" ? textPiece("$") : { kind: "variable", name, word: [], replacement: [] }];
  }
  cursor.index += 1;
  if (/[{}:]/.test(text.charAt(cursor.index))) return fail(cursor, start, "${ has no variable name");
  const name = readName(cursor);
  if (text.charAt(cursor.index) === "}") {
    cursor.index += 1;
    return [{ kind: "variable", name, word: [], replacement: [] }];
  }
  const operator = OPERATORS.find((known) => text.startsWith(known, cursor.index));
  if (operator === undefined) {
    const end = text.indexOf("}", cursor.index);
    if (end === -1) return fail(cursor, start, "${ has no closing }");
    return fail(cursor, start, `${text.slice(start, end + 1)} is no substitution that Dockerfiles know`);
  }
  cursor.index += operator.length;
  return [readOperand(cursor, start, name, operator)];
}

/** The longer of two that start alike stands first. */
const OPERATORS: readonly Operator[] = [":-", ":+", ":?", "-", "+", "?", "##", "#", "%%", "%", "//", "/"];

function readOperand(cursor: Cursor, start: number, name: string, operator: Operator): Piece {
  if (operator === "/" || operator === "//") {
    const word = readPieces(cursor, { stop: "/", start, rawEscapes: true });
    return {
      kind: "variable",
      name,
      operator,
      word,
      replacement: readPieces(cursor, { stop: "}", start, rawEscapes: true }),
    };
  }
  const isPattern = operator.startsWith("#") || operator.startsWith("%");
  return {
    kind: "variable",
    name,
    operator,
    word: readPieces(cursor, { stop: "}", start, rawEscapes: isPattern }),
    replacement: [],
  };
}

function readName(cursor: Cursor): string {
  const name =
    /^(?:\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*)/u.exec(cursor.text.slice(cursor.index))?.[0] ?? "";
  cursor.index += name.length;
  return name;
}

function joinTexts(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === "text" && last?.kind === "text")
      joined[joined.length - 1] = textPiece(last.text + piece.text);
    else joined.push(piece);
  }
  return joined;
}

function textPiece(text: string): Piece {
  return { kind: "text", text };
}
