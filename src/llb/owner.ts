import type { ChownOpt, UserOpt } from "../gen/ops.js";

/** Who a new file belongs to; a name is looked up in the tree that the file operation starts from. */
export interface Owner {
  readonly user?: number | string | undefined;
  readonly group?: number | string | undefined;
}

/** `base` is the input whose /etc/passwd and /etc/group know the names. */
export function encodeOwner(owner: Owner | undefined, base: bigint): ChownOpt | undefined {
  if (owner === undefined) return undefined;
  return { user: encodeUser(owner.user, base), group: encodeUser(owner.group, base) };
}

function encodeUser(user: number | string | undefined, base: bigint): UserOpt | undefined {
  if (user === undefined) return undefined;
  if (typeof user === "number") return { user: { $case: "byId", value: user } };
  return { user: { $case: "byName", value: { name: user, input: base } } };
}
