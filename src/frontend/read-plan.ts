import type { SourceRange } from "../diagnostics/source.js";
import { FileTooLargeError, isNotFound } from "../gateway/gateway-error.js";
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
    throw error;
  }
}
