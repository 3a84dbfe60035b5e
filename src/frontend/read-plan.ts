import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import {
  exitCodeOf,
  FileTooLargeError,
  isNotFound,
  isStepFailure,
  type GatewayError,
} from "../gateway/gateway-error.js";
import type { Ref } from "../gateway/port.js";
import { invalidPlan, parsePlan } from "../plan/parse.js";
import { PLAN_LIMIT_BYTES, type Plan } from "../plan/schema.js";

/** Reads what the analyzer left; the image that it ran in may have written anything there, or nothing. */
export async function readPlan(analyzed: Ref, from: SourceRange): Promise<Plan> {
  try {
    return parsePlan(await analyzed.readFile("/plan.json", { limit: PLAN_LIMIT_BYTES }), from);
  } catch (error) {
    if (isStepFailure(error)) throw new UserError([analysisFailed(error, from)], { cause: error });
    if (error instanceof FileTooLargeError) throw invalidPlan(`: ${error.message}`, from, error);
    if (isNotFound(error)) throw invalidPlan(": there is no plan.json", from, error);
    throw error;
  }
}

/** The analyzer itself ends well whatever it finds: an interpreter that fails does not fit its library, mostly. */
function analysisFailed(error: GatewayError, at: SourceRange): Diagnostic {
  const code = "analysis-failed";
  return exitCodeOf(error) === undefined
    ? {
        code,
        message: `the source image's Python could not be started: ${error.message}`,
        hint: "the engine says why; the step needs no more of the image than its interpreter and that one's libraries",
        at,
      }
    : {
        code,
        message: `the source image's Python fails where Faktory runs it: ${error.message}`,
        hint:
          "the log of the analyze step has its last words; an interpreter fails so over the library of another " +
          "version, or where PYTHONHOME or files of its library are wrong",
        at,
      };
}
