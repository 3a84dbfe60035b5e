/** docs/plan.schema.json: the contract of plan.json for other languages, from the schema that the frontend checks with. */
import { format } from "prettier";
import { z } from "zod";
import { Plan, PlanError } from "../src/plan/schema.js";

export async function planSchema(): Promise<string> {
  const schema = z.toJSONSchema(z.union([Plan, PlanError]), { io: "input" });
  const document = {
    ...schema,
    title: "plan.json",
    description: "What Faktory's analyzer found out about a source image, or why it refuses it.",
  };
  return format(JSON.stringify(document), { parser: "json", printWidth: 110 });
}
