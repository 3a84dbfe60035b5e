import { withoutPrefix, withoutSuffix, withReplaced } from "./shell-pattern.js";
import type { Piece, Template } from "./template.js";

/** A template's value among given variables. */
export interface Expansion {
  readonly text: string;
  /** The variables that have no value and no default. */
  readonly missing: readonly string[];
  /** Why the value cannot be had: `:?`, or a bad pattern. */
  readonly problem?: string | undefined;
}

/** Puts variables in place, by BuildKit's rules. */
export function expandTemplate(template: Template, variables: ReadonlyMap<string, string>): Expansion {
  const notes: Notes = { missing: [], problem: undefined };
  const text = expandPieces(template.pieces, variables, notes);
  return { text, missing: [...new Set(notes.missing)], problem: notes.problem };
}

interface Notes {
  readonly missing: string[];
  problem: string | undefined;
}

type Variable = Extract<Piece, { readonly kind: "variable" }>;

function expandPieces(
  pieces: readonly Piece[],
  variables: ReadonlyMap<string, string>,
  notes: Notes,
): string {
  return pieces
    .map((piece) => (piece.kind === "text" ? piece.text : expandVariable(piece, variables, notes)))
    .join("");
}

function expandVariable(piece: Variable, variables: ReadonlyMap<string, string>, notes: Notes): string {
  const { name, operator } = piece;
  const value = variables.get(name);
  const word = expandPieces(piece.word, variables, notes);
  const isSet =
    operator?.startsWith(":") === true ? value !== undefined && value !== "" : value !== undefined;
  switch (operator) {
    case undefined:
      if (value === undefined) notes.missing.push(name);
      return value ?? "";
    case ":-":
    case "-":
      return isSet ? (value ?? "") : word;
    case ":+":
    case "+":
      return isSet ? word : "";
    case ":?":
    case "?":
      if (!isSet) notes.problem ??= `${name} ${word === "" ? whyNot(value) : `must be given: ${word}`}`;
      return value ?? "";
    case "#":
    case "##":
    case "%":
    case "%%":
    case "/":
    case "//":
      if (value === undefined) notes.missing.push(name);
      return matched(piece, operator, value ?? "", word, variables, notes);
  }
}

function whyNot(value: string | undefined): string {
  return value === undefined ? "has no value" : "is empty";
}

function matched(
  piece: Variable,
  operator: "#" | "##" | "%" | "%%" | "/" | "//",
  value: string,
  word: string,
  variables: ReadonlyMap<string, string>,
  notes: Notes,
): string {
  const replacement = expandPieces(piece.replacement, variables, notes);
  const result = match(operator, value, word, replacement);
  if (result === undefined) notes.problem ??= `${piece.name}: the pattern ${word} escapes what needs none`;
  return result ?? "";
}

function match(
  operator: "#" | "##" | "%" | "%%" | "/" | "//",
  value: string,
  pattern: string,
  replacement: string,
): string | undefined {
  switch (operator) {
    case "#":
    case "##":
      return withoutPrefix(value, pattern, operator === "##");
    case "%":
    case "%%":
      return withoutSuffix(value, pattern, operator === "%%");
    case "/":
    case "//":
      return withReplaced(value, pattern, replacement, operator === "//");
  }
}
