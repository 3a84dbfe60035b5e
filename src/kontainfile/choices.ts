import * as z from "zod";
import { oneWord } from "./arguments.js";
import { check, oneOf } from "./check.js";
import { DEFAULT_PRUNE } from "./default-prune.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import type { Ranged } from "./ranged.js";
import { expandWord, type Reading } from "./reading.js";

/** LINK's value, and what holds where the file has no LINK. */
export const Link = z.object({ value: oneOf("LINK", ["auto", "static", "dynamic"]).default("auto") });
export const Prune = z.object({ value: oneOf("PRUNE", ["none", "safe", "strict"]).default(DEFAULT_PRUNE) });
export type Prune = z.infer<typeof Prune>["value"];
export const Freeze = z.object({ value: oneOf("FREEZE", ["none", "modules", "snapshot"]).default("none") });

/** The one word of LINK, PRUNE or FREEZE. */
export function readChoice<T extends string>(
  name: "LINK" | "PRUNE" | "FREEZE",
  schema: z.ZodType<{ readonly value: T }>,
  instruction: Instruction,
  variables: ReadonlyMap<string, string>,
  reading: Reading,
): Ranged<T> | undefined {
  flagValues(instruction, [], reading);
  const word = oneWord(instruction, name, reading);
  const value = word && expandWord(word, variables, reading);
  if (value === undefined) return undefined;
  const checked = check(schema, { value }, instruction.range, reading.report);
  return checked && { value: checked.value, range: value.range };
}
