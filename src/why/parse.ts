import { Why } from "./schema.js";

export type Parsed =
  { readonly kind: "why"; readonly why: Why } | { readonly kind: "broken"; readonly problem: string };

/** Reads why.json, which comes from a container that runs an untrusted image. */
export function parseWhy(text: string): Parsed {
  const json = parseJson(text);
  if (json === undefined) return { kind: "broken", problem: "it is not JSON" };
  const read = Why.safeParse(json);
  if (read.success) return { kind: "why", why: read.data };
  const [issue] = read.error.issues;
  const where = issue === undefined ? [] : [issue.path.join("."), issue.message];
  return { kind: "broken", problem: where.filter((part) => part !== "").join(": ") };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
