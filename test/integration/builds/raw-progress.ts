import { z } from "zod";

const status = z.object({
  vertexes: z
    .array(
      z.object({
        digest: z.string(),
        name: z.string(),
        cached: z.boolean().optional(),
        completed: z.string().optional(),
        error: z.string().optional(),
      }),
    )
    .optional(),
});

const GIVEN_UP = /context canceled$/;

/**
 * What `docker build --progress=rawjson` told of the steps: those that ended, by name, and whether the cache had them. One
 * that was given up before its program started, since the cache had what it was wanted for, did not run.
 */
export function stepsOf(stderr: string): ReadonlyMap<string, "cached" | "ran"> {
  const steps = new Map<string, "cached" | "ran">();
  for (const line of stderr.split("\n")) {
    if (!line.startsWith("{")) continue;
    for (const { name, cached, completed, error } of status.parse(JSON.parse(line)).vertexes ?? []) {
      if (cached === true) steps.set(name, "cached");
      else if (completed !== undefined && !steps.has(name) && !GIVEN_UP.test(error ?? ""))
        steps.set(name, "ran");
    }
  }
  return steps;
}
