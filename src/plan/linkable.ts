import * as z from "zod";

const ModuleTable = z.object({
  format: z.literal(1),
  pythons: z.array(z.string()),
  modules: z.array(
    z.object({ name: z.string(), since: z.string().optional(), until: z.string().optional() }),
  ),
});

/** By X.Y, the standard library's C modules that the linker can build, from its table modules.json. */
export function linkable(table: string): ReadonlyMap<string, readonly string[]> {
  const { pythons, modules } = ModuleTable.parse(JSON.parse(table));
  return new Map(
    pythons.map((python) => {
      const names = modules
        .filter(
          ({ since = "3.0", until = "3.999" }) =>
            minor(since) <= minor(python) && minor(python) <= minor(until),
        )
        .map(({ name }) => name);
      return [python, [...new Set(names)].sort()];
    }),
  );
}

function minor(python: string): number {
  return Number(python.slice(python.indexOf(".") + 1));
}
