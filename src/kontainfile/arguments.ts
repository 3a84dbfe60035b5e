import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Instruction } from "./instruction.js";
import type { Reading } from "./reading.js";
import { rangeOf, type Span } from "./span.js";
import { splitQuotedWords, splitWords } from "./words.js";
import { INSTRUCTIONS, type InstructionName } from "./table.js";

/** The words of an instruction that takes at least one; reports when there is none. */
export function someWords(
  instruction: Instruction,
  name: InstructionName,
  kind: "plain" | "quoted",
  reading: Reading,
): readonly Span[] | undefined {
  const words =
    kind === "plain" ? splitWords(instruction.args) : splitQuotedWords(instruction.args, reading.escape);
  if (words.length > 0) return words;
  reportMissing(instruction, name, reading);
  return undefined;
}

/** The one word that an instruction takes. */
export function oneWord(instruction: Instruction, name: InstructionName, reading: Reading): Span | undefined {
  const [word, extra] = someWords(instruction, name, "quoted", reading) ?? [];
  if (extra === undefined) return word;
  reportExtra(name, extra, reading.report);
  return undefined;
}

/** Reports a word too many; one that starts with # is likely meant as a comment. */
export function reportExtra(
  name: InstructionName,
  extra: Span,
  report: (diagnostic: Diagnostic) => void,
): void {
  report({
    code: "too-many-arguments",
    message: `${name} takes one value`,
    hint: extra.text.startsWith("#")
      ? "a comment stands on a line of its own"
      : `write ${INSTRUCTIONS[name].syntax}`,
    at: rangeOf(extra),
  });
}

/** The whole of an instruction's arguments, as WORKDIR and USER take them. */
export function wholeArgument(
  instruction: Instruction,
  name: InstructionName,
  reading: Reading,
): Span | undefined {
  if (instruction.args.text !== "") return instruction.args;
  reportMissing(instruction, name, reading);
  return undefined;
}

export function reportMissing(instruction: Instruction, name: InstructionName, { report }: Reading): void {
  report({
    code: "missing-argument",
    message: `${name} needs a value`,
    hint: `write ${INSTRUCTIONS[name].syntax}`,
    at: instruction.range,
  });
}
