import type { Definition } from "../../../src/gen/ops.js";
import { graphOf } from "../../gateway/definition-graph.js";
import type { Build } from "./sample.js";

/** The graph of the image that a build gave back. */
export function returned({ outcome }: Build): Definition {
  const end = outcome();
  const request = end?.kind === "result" ? end.request : undefined;
  if (request?.kind !== "definition") throw new Error(`the build returned ${JSON.stringify(end)}`);
  return request.definition;
}

/** What a person reads of each of its vertices. */
export function namesOf(definition: Definition): readonly string[] {
  const { ops, nameOf } = graphOf(definition);
  return [...ops.keys()].flatMap((digest) => nameOf(digest) ?? []);
}
