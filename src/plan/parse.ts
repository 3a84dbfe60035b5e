import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { Plan, PlanError } from "./schema.js";

/**
 * Reads plan.json, which comes from a container that runs an untrusted image.
 * Throws a UserError at `from` where the analyzer refused the image or where the bytes are not a plan.
 */
export function parsePlan(bytes: Uint8Array, from: SourceRange): Plan {
  const json = parseJson(bytes);
  const refused = PlanError.safeParse(json);
  if (refused.success) throw new UserError([{ ...refused.data.error, at: from }]);
  const plan = Plan.safeParse(json);
  if (plan.success) return plan.data;
  const [issue] = plan.error.issues;
  const where = issue === undefined ? "" : `: ${issue.path.join(".")}: ${issue.message}`;
  throw new UserError([invalid(`the analysis of the source image is not a valid plan${where}`, from)]);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function invalid(message: string, at: SourceRange): Diagnostic {
  const hint =
    "the image may tamper with its own interpreter; build with --target plan --progress=plain to see more";
  return { code: "plan-invalid", message, hint, at };
}
