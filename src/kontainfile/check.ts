import * as z from "zod";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Ranged } from "./ranged.js";
import { suggest } from "./suggest.js";

/** What is wrong with a value; `check` adds the place. */
export type Problem = Pick<Diagnostic, "code" | "message" | "hint">;

/** The words of an instruction by the names that its schema gives them. */
export type Fields = Readonly<Record<string, Ranged<string> | readonly Ranged<string>[] | undefined>>;

/** Checks an instruction's words against its schema; an issue points at the word that it is about. */
export function check<S extends z.ZodType>(
  schema: S,
  fields: Fields,
  whole: SourceRange,
  report: (diagnostic: Diagnostic) => void,
): z.output<S> | undefined {
  const plain = Object.entries(fields).map(([name, field]) => [name, plainOf(field)] as const);
  const result = schema.safeParse(Object.fromEntries(plain));
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const params = issue.code === "custom" ? Params.safeParse(issue.params).data : undefined;
    report({
      code: params?.code ?? "bad-value",
      message: issue.message,
      hint: params?.hint,
      at: rangeAt(fields, issue.path) ?? whole,
    });
  }
  return undefined;
}

/** A schema for one word: `read` gives its value, or refuses it with a reason. */
export function word<T>(read: (text: string, refuse: (problem: Problem) => typeof z.NEVER) => T) {
  return z.string().transform((text, issues) =>
    read(text, ({ code, message, hint }) => {
      issues.addIssue({ code: "custom", message, params: { code, hint } });
      return z.NEVER;
    }),
  );
}

/** A schema for one of a few words; a mistyped one gets the nearest as a hint. */
export function oneOf<const T extends string>(instruction: string, choices: readonly T[]) {
  return word((text, refuse) => {
    const choice = choices.find((known) => known === text);
    if (choice !== undefined) return choice;
    const near = suggest(text, choices);
    const list = `${instruction} takes ${listOf(choices)}`;
    return refuse({
      code: "bad-value",
      message: `${instruction} cannot be ${JSON.stringify(text)}`,
      hint: near === undefined ? list : `did you mean ${near}? ${list}`,
    });
  });
}

/** `a, b or c`. */
function listOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

const Params = z.object({ code: z.string(), hint: z.string().optional() });

function plainOf(field: Fields[string]): string | readonly string[] | undefined {
  if (field === undefined) return undefined;
  return "value" in field ? field.value : field.map(({ value }) => value);
}

function rangeAt(fields: Fields, [name, index]: readonly PropertyKey[]): SourceRange | undefined {
  const field = typeof name === "string" ? fields[name] : undefined;
  if (field === undefined) return undefined;
  if ("range" in field) return field.range;
  return typeof index === "number" ? field[index]?.range : undefined;
}
