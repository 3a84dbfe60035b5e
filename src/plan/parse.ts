import { UserError } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { Plan, PlanError } from "./schema.js";

/**
 * Reads plan.json, which comes from a container that runs an untrusted image.
 * Throws a UserError at `from` where the analyzer refused the image or where the bytes are not a plan.
 */
export function parsePlan(bytes: Uint8Array, from: SourceRange): Plan {
  const json = parseJson(bytes);
  if (json === undefined) throw invalidPlan(": it is not JSON", from);
  const refused = PlanError.safeParse(json);
  if (refused.success) throw new UserError([{ ...refused.data.error, at: from }]);
  const plan = Plan.safeParse(json);
  if (plan.success) return plan.data;
  const [issue] = plan.error.issues;
  const where = issue === undefined ? [] : [issue.path.join("."), issue.message];
  throw invalidPlan(["", ...where.filter((part) => part !== "")].join(": "), from);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** The error for a plan that is none; `why` goes on from the message. */
export function invalidPlan(why: string, at: SourceRange, cause?: unknown): UserError {
  const message = `the analysis of the source image is not a valid plan${why}`;
  const hint = "the image may tamper with its own interpreter; --progress=plain shows what the analysis said";
  return new UserError([{ code: "plan-invalid", message, hint, at }], { cause });
}
