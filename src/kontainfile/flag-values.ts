import type { Instruction } from "./instruction.js";
import type { Reading } from "./reading.js";
import type { Span } from "./span.js";
import { suggest } from "./suggest.js";

/** The values of an instruction's flags by name; every flag that it does not take is reported. */
export function flagValues(
  { name: instruction, flags }: Instruction,
  known: readonly string[],
  { report }: Reading,
): ReadonlyMap<string, Span> {
  const values = new Map<string, Span>();
  for (const { name, value, range: at } of flags) {
    if (!known.includes(name)) {
      const near = suggest(name, known);
      const all =
        known.length === 0
          ? `${instruction} takes no flags`
          : `${instruction} takes ${known.map((flag) => `--${flag}=`).join(", ")}`;
      report({
        code: "unknown-flag",
        message: `${instruction} has no flag --${name}`,
        hint: near === undefined ? all : `did you mean --${near}?`,
        at,
      });
    } else if (value === undefined) {
      report({
        code: "flag-without-value",
        message: `--${name} needs a value`,
        hint: `write --${name}=VALUE, without a space`,
        at,
      });
    } else if (values.has(name)) {
      report({ code: "repeated-flag", message: `--${name} is given twice`, hint: "remove one of them", at });
    } else {
      values.set(name, value);
    }
  }
  return values;
}
