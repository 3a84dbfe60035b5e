import { UserError } from "../diagnostics/diagnostic.js";
import { linkMode } from "../plan/link-mode.js";
import { invalidPlan } from "../plan/parse.js";
import { relinkGaveUp, relinkRefused } from "../plan/refused.js";
import { analyzeSource, type AnalysisWish, type Analyzed } from "./analyze-source.js";
import type { Environment } from "./environment.js";
import type { ExpectedBase } from "./find-toolchain.js";
import { makePython, type MadePython, type PythonOutcome } from "./make-python.js";

/** The source as it was analyzed last, and the python.km for that. */
export interface LinkedSource extends Analyzed {
  readonly python: MadePython;
}

/**
 * Makes python.km as the plan has it. Where a distribution turns out not to be linkable, LINK static is an error; LINK auto
 * has the source analyzed once more, for a dynamic python.km, since the layer trees are written for one of the two.
 */
export async function linkSource(
  environment: Environment,
  wish: AnalysisWish,
  analyzed: Analyzed,
  expected: ExpectedBase | undefined,
): Promise<LinkedSource> {
  const { link, linkRange, from } = wish.kontainfile;
  const at = linkRange ?? from.range;
  const outcome = await attempt(environment, wish, analyzed, expected);
  if (outcome.kind === "made") return { ...analyzed, python: outcome.python };
  const { refused, cause } = outcome;
  if (link !== "auto") throw new UserError(relinkRefused(refused, at), { cause });
  const dynamic = { ...wish, kontainfile: { ...wish.kontainfile, link: "dynamic" } } as const;
  const again = await analyzeSource(environment, dynamic);
  const second = await attempt(environment, dynamic, again, expected);
  if (second.kind === "refused") throw invalidPlan(": it is static where dynamic was asked for", from.range);
  const { relinked, warnings } = second.python;
  const python = { relinked, warnings: async () => [relinkGaveUp(refused, at), ...(await warnings())] };
  return { ...again, python };
}

function attempt(
  environment: Environment,
  { kontainfile, sourceMap }: AnalysisWish,
  { analysis, plan }: Analyzed,
  expected: ExpectedBase | undefined,
): Promise<PythonOutcome> {
  const { from, link, linkRange, toolchain: prebuilt } = kontainfile;
  const linkAt = linkRange ?? from.range;
  const mode = linkMode(plan, { link, at: linkAt });
  return makePython(environment, {
    ...{ plan, mode, analysis, prebuilt, expected, sourceMap, linkAt },
    at: from.range,
  });
}
