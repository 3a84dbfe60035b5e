import * as z from "zod";
import { someWords } from "./arguments.js";
import { check, word } from "./check.js";
import { flagValues } from "./flag-values.js";
import type { Instruction } from "./instruction.js";
import type { Ranged } from "./ranged.js";
import { expandWord, type Reading } from "./reading.js";

const MODULE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\.\*)?$/;

const Pattern = word((text, refuse) => {
  const shown = JSON.stringify(text);
  const bad = (message: string, hint: string) => refuse({ code: "bad-pattern", message, hint });
  if (text.split("/").includes(".."))
    return bad(`${shown} has .. in it`, "write the path that it stands for");
  if (/^\/+$/.test(text)) return bad(`${shown} is the whole image`, "write the folders in it, as in /srv/*");
  if (hasReversedRange(text)) return bad(`${shown} has a range that runs backwards`, "write it as in [0-9]");
  if (text.startsWith("/") || MODULE.test(text)) return text;
  return bad(`${shown} is neither a path nor a module`, hintFor(text));
});

/** `[9-0]`, which the analyzer's regular expressions would stumble on. */
function hasReversedRange(text: string): boolean {
  return [...text.matchAll(/\[[!^]?(.[^\]]*)\]/gu)].some(([, inside = ""]) =>
    [...inside.matchAll(/(.)-(.)/gu)].some(([, from = "", to = ""]) => from > to),
  );
}

const Patterns = z.object({ patterns: z.array(Pattern) });

function hintFor(text: string): string {
  if (text.includes("/")) return "a path starts with /, as in /srv/*";
  if (text.includes("*")) return "a module has .* only at its end, as in pkg.sub.*";
  if (text.includes("-")) return "a module is named as import names it, as in pkg_name.sub";
  return "write a path as in /srv/*, or a module as in pkg.sub.*";
}

/** The patterns of KEEP or DROP. */
export function readPatterns(
  name: "KEEP" | "DROP",
  instruction: Instruction,
  variables: ReadonlyMap<string, string>,
  reading: Reading,
): readonly Ranged<string>[] {
  flagValues(instruction, [], reading);
  const words = someWords(instruction, name, "quoted", reading) ?? [];
  const patterns = words
    .map((one) => expandWord(one, variables, reading))
    .filter((pattern) => pattern !== undefined);
  return check(Patterns, { patterns }, instruction.range, reading.report) === undefined ? [] : patterns;
}
