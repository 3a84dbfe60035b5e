import type { Plan, Relink } from "./schema.js";

/** The distributions to be built once more from their sources. */
export function relinkRows({ relink = [] }: Plan): readonly Relink[] {
  return relink;
}

/** As a person reads it: `lxml 4.9.2`. */
export function titleOf({ name, version }: Pick<Relink, "name" | "version">): string {
  return `${name} ${version}`;
}
