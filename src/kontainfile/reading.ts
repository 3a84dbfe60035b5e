import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { expandTemplate } from "./expand.js";
import type { Ranged } from "./ranged.js";
import { rangeOf, type Span } from "./span.js";
import { parseTemplate } from "./parse-template.js";

/** What every instruction's reader needs beside the instruction. */
export interface Reading {
  readonly escape: string;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** Notes an error; the reading goes on, so that one build shows them all. */
  readonly report: (diagnostic: Diagnostic) => void;
  readonly warn: (diagnostic: Diagnostic) => void;
}

/** A word's value among the build arguments in reach; a variable without a value is a warning. */
export function expandWord(
  word: Span,
  variables: ReadonlyMap<string, string>,
  reading: Reading,
): Ranged<string> | undefined {
  const template = parseTemplate(word, reading.escape, reading.report);
  if (template === undefined) return undefined;
  const { range } = template;
  const { text, missing, problem } = expandTemplate(template, variables);
  if (problem !== undefined) {
    reading.report(variableProblem(problem, range));
    return undefined;
  }
  for (const name of missing) {
    reading.warn({
      code: "undefined-variable",
      message: `${name} has no value here`,
      hint: `here only ARG gives values, and ARG before FROM gives them to FROM alone: declare ARG ${name} above this line`,
      at: range,
    });
  }
  return { value: text, range };
}

/** A value that cannot be had, since `:?` asks for a variable or a pattern is wrong. */
export function variableProblem(message: string, at: SourceRange): Diagnostic {
  return { code: "bad-variable", message, hint: "give it a value with --build-arg", at };
}

/** A word as it stands. */
export function rangedText(word: Span): Ranged<string> {
  return { value: word.text, range: rangeOf(word) };
}
