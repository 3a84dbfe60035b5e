import { someWords } from "./arguments.js";
import type { Pair } from "./config-changes.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import type { Reading } from "./reading.js";
import { rangeOf, slice, trim, type Span } from "./span.js";
import { parseTemplate } from "./parse-template.js";

/** The names and values of ENV or LABEL, in both forms: `name=value…` and the old `name value`. */
export function readPairs(
  name: "ENV" | "LABEL",
  instruction: Instruction,
  reading: Reading,
): readonly Pair[] {
  flagValues(instruction, [], reading);
  const words = someWords(instruction, name, "quoted", reading) ?? [];
  const isOldForm = words[0]?.text.includes("=") === false;
  const split = isOldForm ? [splitOldForm(instruction.args)] : words.map(splitAtEquals);
  return split.flatMap((pair) => toPair(name, pair, reading) ?? []);
}

interface RawPair {
  readonly name: Span;
  readonly value: Span | undefined;
}

function splitAtEquals(word: Span): RawPair {
  const equals = word.text.indexOf("=");
  if (equals === -1) return { name: word, value: undefined };
  return { name: slice(word, 0, equals), value: slice(word, equals + 1) };
}

function splitOldForm(args: Span): RawPair {
  const space = args.text.search(/[\t\v\f\r ]/);
  if (space === -1) return { name: args, value: undefined };
  return { name: slice(args, 0, space), value: trim(slice(args, space)) };
}

function toPair(
  instruction: string,
  { name, value }: RawPair,
  { escape, report }: Reading,
): Pair | undefined {
  if (value === undefined || name.text === "") {
    report({
      code: value === undefined ? "missing-value" : "missing-name",
      message:
        value === undefined
          ? `${instruction} gives ${name.text} no value`
          : `${instruction} has a value without a name`,
      hint: `write ${instruction} name=value, with quotes around a value that has spaces`,
      at: rangeOf(value ?? name),
    });
    return undefined;
  }
  const nameTemplate = parseTemplate(name, escape, report);
  const valueTemplate = parseTemplate(value, escape, report);
  return nameTemplate && valueTemplate && { name: nameTemplate, value: valueTemplate };
}
