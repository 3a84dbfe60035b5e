import * as z from "zod";

/** What came of one conversion. */
export const Half = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ran"),
    /** What differs in sys, site, sysconfig, locale and encodings, and what in results; without the explained. */
    sys: z.array(z.string()),
    output: z.array(z.string()),
    /** The marks of the differences that are explained. */
    explained: z.array(z.string()),
  }),
  z.object({ kind: z.literal("failed"), reason: z.string() }),
  z.object({ kind: z.literal("refused"), message: z.string() }),
  z.object({ kind: z.literal("not run") }),
  /** No such result can be made here. */
  z.object({ kind: z.literal("unit tests only") }),
]);
export type Half = z.infer<typeof Half>;

/** What came of one row. */
export const Outcome = z.object({
  row: z.string(),
  date: z.string(),
  /** The version that the source's interpreter gives; empty where it does not start. */
  python: z.string(),
  halves: z.object({ static: Half, dynamic: Half }).or(z.object({ notRun: z.string() })),
  note: z.string(),
});
export type Outcome = z.infer<typeof Outcome>;

/** A row's outcome, with what an earlier run found of the halves that this one left out. */
export function completed(outcome: Outcome, earlier: Outcome | undefined): Outcome {
  const { halves } = outcome;
  if ("notRun" in halves || earlier === undefined || "notRun" in earlier.halves) return outcome;
  const { static: fixed, dynamic } = halves;
  return {
    ...outcome,
    halves: {
      static: fixed.kind === "not run" ? earlier.halves.static : fixed,
      dynamic: dynamic.kind === "not run" ? earlier.halves.dynamic : dynamic,
    },
  };
}

/** Whether both conversions of a row were tried. */
export function isWhole({ halves }: Outcome): boolean {
  return !("notRun" in halves) && halves.static.kind !== "not run" && halves.dynamic.kind !== "not run";
}

/** Whether nothing that was tried of a row is other than it has to be. */
export function isGood({ halves }: Outcome): boolean {
  if ("notRun" in halves) return true;
  return [halves.static, halves.dynamic].every(
    (half) =>
      half.kind === "refused" ||
      half.kind === "not run" ||
      half.kind === "unit tests only" ||
      (half.kind === "ran" && half.sys.length + half.output.length === 0),
  );
}
