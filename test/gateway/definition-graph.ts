import { createHash } from "node:crypto";
import { Op, type Definition } from "../../src/gen/ops.js";

/** A definition's operations, readable. */
export interface Graph {
  readonly ops: ReadonlyMap<string, Op>;
  /** What the definition asks for; nothing for scratch. */
  readonly root: { readonly digest: string; readonly op: Op; readonly index: number } | undefined;
  /** What the client's progress calls a vertex. */
  readonly nameOf: (digest: string) => string | undefined;
}

export function graphOf({ def, metadata }: Definition): Graph {
  const ops = new Map(def.map((bytes) => [digestOf(bytes), Op.decode(bytes)]));
  const nameOf = (digest: string) => metadata.get(digest)?.description.get("llb.customname");
  const last = def.at(-1);
  if (last === undefined) return { ops, root: undefined, nameOf };
  const [input] = Op.decode(last).inputs;
  const op = input === undefined ? undefined : ops.get(input.digest);
  if (input === undefined || op === undefined) throw new Error("the definition's last op names no other");
  return { ops, root: { digest: input.digest, op, index: Number(input.index) }, nameOf };
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
