import type { Plan, Relink } from "./schema.js";

/** The distributions to be built once more from their sources; only a python.km that is linked takes any. */
export function relinkRows({ link, relink = [] }: Plan): readonly Relink[] {
  return link.mode === "static" ? relink : [];
}

/** As a person reads it: `lxml 4.9.2`. */
export function titleOf({ name, version }: Pick<Relink, "name" | "version">): string {
  return `${name} ${version}`;
}
