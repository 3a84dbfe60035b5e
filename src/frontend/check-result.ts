import { UserError, unreachable, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { exitCodeOf, isStepFailure } from "../gateway/gateway-error.js";
import type { Ref } from "../gateway/port.js";
import type { Analysis, Source } from "../graph/analyze.js";
import type { AssembleOptions } from "../graph/assemble.js";
import { check, RESULT_DIFFERS, SOURCE_FAILED } from "../graph/check.js";
import type { Checks, Kontainfile } from "../kontainfile/kontainfile.js";
import type { SourceMap } from "../llb/source-map.js";
import type { State } from "../llb/state.js";
import type { ImageDocument } from "../oci/image-config.js";
import type { Plan } from "../plan/schema.js";
import { solve, stagesOf, type Environment } from "./environment.js";

export interface CheckWish {
  readonly kontainfile: Kontainfile;
  readonly source: Source & { readonly document: ImageDocument };
  readonly plan: Plan;
  readonly analysis: Analysis;
}

/** How an image is checked; undefined where the Kontainfile or the target wants no check. */
export function checkOf(environment: Environment, wish: CheckWish): AssembleOptions["check"] {
  const { kontainfile, source, plan, analysis } = wish;
  const { checks } = kontainfile;
  if (checks.kind === "none") return undefined;
  const request = {
    checks,
    drop: kontainfile.drop.map(({ value }) => value),
    history: (source.document.history ?? []).flatMap((step) => step.created_by ?? []),
  };
  const { checker } = environment.programs;
  const stages = stagesOf(environment, kontainfile.from.range);
  return (image) => check(image, { source, request, plan, analysis, checker, stages });
}

/** Solves the whole image, at once, so that a check that fails is told at its line. */
export async function solveChecked(
  environment: Environment,
  state: State,
  sourceMap: SourceMap,
  { checks }: Kontainfile,
): Promise<Ref> {
  try {
    return await solve(environment, state, sourceMap, { evaluate: true });
  } catch (error) {
    const diagnostic = diagnose(error, checks);
    if (diagnostic === undefined) throw error;
    throw new UserError([diagnostic], { cause: error });
  }
}

/** The CHECK lines' places, in their order; FROM's, where the file has none. */
function rangesOf(checks: Checks): readonly SourceRange[] {
  switch (checks.kind) {
    case "none":
      return [];
    case "imports":
      return [checks.range];
    case "lines":
      return checks.lines.map(({ range }) => range);
    default:
      return unreachable(checks);
  }
}

function diagnose(error: unknown, checks: Checks): Diagnostic | undefined {
  if (!isStepFailure(error) || !error.message.includes("/.faktory/checker/main.py")) return undefined;
  const code = exitCodeOf(error) ?? 0;
  const ranges = rangesOf(checks);
  const placeOf = (first: number): SourceRange | undefined => ranges[code - first];
  const within = (first: number): boolean => placeOf(first) !== undefined;
  if (within(RESULT_DIFFERS)) {
    return {
      code: "check-failed",
      message: "the Kontain image does not do what the source image does",
      hint: `the log of the check step shows both, and the KEEP line for what is missing; ${OTHERWISE}`,
      at: placeOf(RESULT_DIFFERS),
    };
  }
  if (within(SOURCE_FAILED)) {
    return {
      code: "check-source-failed",
      message: "the source image itself does not do what the check asks of it",
      hint: `the log of the check step has its last words; it has no network but its own; ${OTHERWISE}`,
      at: placeOf(SOURCE_FAILED),
    };
  }
  return undefined;
}

const OTHERWISE = "with CHECK none it is built unchecked";
