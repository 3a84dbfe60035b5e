import type { SourceRange } from "../diagnostics/source.js";
import { someWords } from "./arguments.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import type { Reading } from "./reading.js";
import { rangeOf, slice } from "./span.js";
import { parseTemplate } from "./parse-template.js";
import type { Template } from "./template.js";

/** One `name[=value]` of ARG. */
export interface ArgDeclaration {
  readonly name: string;
  readonly fallback: Template | undefined;
  readonly range: SourceRange;
}

/** A build argument with the value that it has in this build, where it has one. */
export interface BuildArgument {
  readonly name: string;
  readonly value: string | undefined;
  readonly range: SourceRange;
}

/** What FROM knows without any ARG, as Dockerfiles do; KM leaves one platform. */
export const PLATFORM_ARGS: ReadonlyMap<string, string> = new Map(
  ["BUILD", "TARGET"].flatMap((side): [string, string][] => [
    [`${side}PLATFORM`, "linux/amd64"],
    [`${side}OS`, "linux"],
    [`${side}ARCH`, "amd64"],
    [`${side}VARIANT`, ""],
  ]),
);

export function readArg(instruction: Instruction, reading: Reading): readonly ArgDeclaration[] {
  flagValues(instruction, [], reading);
  const declarations: ArgDeclaration[] = [];
  for (const word of someWords(instruction, "ARG", "quoted", reading) ?? []) {
    const equals = word.text.indexOf("=");
    const name = equals === -1 ? word.text : word.text.slice(0, equals);
    const range = rangeOf(word);
    if (name === "") {
      const message = "ARG has a value without a name";
      reading.report({ code: "missing-name", message, hint: "write ARG name=value", at: range });
      continue;
    }
    const value = equals === -1 ? undefined : slice(word, equals + 1);
    const fallback = value && parseTemplate(value, reading.escape, reading.report);
    declarations.push({ name, fallback, range });
  }
  return declarations;
}
