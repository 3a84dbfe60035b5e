/** The contracts of the analyzer's documents for other languages, from the schemas that our own readers check with. */
import { format } from "prettier";
import { z } from "zod";
import { Plan, PlanError } from "../src/plan/schema.js";
import { Why } from "../src/why/schema.js";

/** JSON Schemas by the files that hold them. */
export async function documentSchemas(): Promise<ReadonlyMap<string, string>> {
  const plan = "What Faktory's analyzer found out about a source image, or why it refuses it.";
  const why =
    "Why each path of a source image is in the Kontain image or not. The innermost row around a path decides.";
  return new Map([
    ["docs/plan.schema.json", await schemaOf(z.union([Plan, PlanError]), "plan.json", plan)],
    ["docs/why.schema.json", await schemaOf(Why, "why.json", why)],
  ]);
}

function schemaOf(contract: z.ZodType, title: string, description: string): Promise<string> {
  const schema = z.toJSONSchema(contract, { io: "input" });
  return format(JSON.stringify({ ...schema, title, description }), { parser: "json", printWidth: 110 });
}
