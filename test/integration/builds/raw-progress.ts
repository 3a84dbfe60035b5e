import { z } from "zod";

const status = z.object({
  vertexes: z
    .array(
      z.object({
        digest: z.string(),
        name: z.string(),
        cached: z.boolean().optional(),
        completed: z.string().optional(),
      }),
    )
    .optional(),
});

/** What `docker build --progress=rawjson` told of the steps: those that ended, by name, and whether the cache had them. */
export function stepsOf(stderr: string): ReadonlyMap<string, "cached" | "ran"> {
  const steps = new Map<string, "cached" | "ran">();
  for (const line of stderr.split("\n")) {
    if (!line.startsWith("{")) continue;
    for (const { name, cached, completed } of status.parse(JSON.parse(line)).vertexes ?? []) {
      if (cached === true) steps.set(name, "cached");
      else if (completed !== undefined && !steps.has(name)) steps.set(name, "ran");
    }
  }
  return steps;
}
