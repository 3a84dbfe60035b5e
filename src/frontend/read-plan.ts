import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { FileTooLargeError, GatewayError, isNotFound } from "../gateway/gateway-error.js";
import type { Ref } from "../gateway/port.js";
import { invalidPlan, parsePlan } from "../plan/parse.js";
import { PLAN_LIMIT_BYTES, type Plan } from "../plan/schema.js";

/** Reads what the analyzer left; the image that it ran in may have written anything there, or nothing. */
export async function readPlan(analyzed: Ref, from: SourceRange): Promise<Plan> {
  try {
    return parsePlan(await analyzed.readFile("/plan.json", { limit: PLAN_LIMIT_BYTES }), from);
  } catch (error) {
    if (error instanceof FileTooLargeError) throw invalidPlan(`: ${error.message}`, from, error);
    if (isNotFound(error)) throw invalidPlan(": there is no plan.json", from, error);
    if (error instanceof GatewayError && DID_NOT_END_WELL.test(error.message)) {
      throw new UserError([analysisFailed(error, from)], { cause: error });
    }
    throw error;
  }
}

/** The daemon's words for a step whose program failed. */
const DID_NOT_END_WELL = /did not complete successfully/;

/** The analyzer itself ends well whatever it finds: an interpreter that fails does not fit its library, mostly. */
function analysisFailed({ message }: GatewayError, at: SourceRange): Diagnostic {
  return {
    code: "analysis-failed",
    message: `the source image's Python fails where Faktory runs it: ${message}`,
    hint:
      "the log of the analyze step has its last words; an interpreter fails so over the library of another version, " +
      "or where PYTHONHOME or files of its library are wrong",
    at,
  };
}
