import * as z from "zod";

/** What pytest made of a suite (programs/run_tests.py). */
export const Suite = z.object({
  code: z.number(),
  counts: z.record(z.string(), z.number()),
  failed: z.array(z.string()),
  /** The digest of the names of those that passed. */
  passed: z.string(),
});
export type Suite = z.infer<typeof Suite>;

const Seconds = z.object({
  /** Absent where BuildKit's cache had it. */
  fetch: z.number().optional(),
  build: z.number().optional(),
  link: z.number().optional(),
});

/** What came of one row. */
export const Outcome = z.object({
  row: z.string(),
  date: z.string(),
  versions: z.array(z.string()),
  /** Why it cannot be linked; the dynamic image is then what is compared. */
  refused: z.string().optional(),
  link: z.enum(["static", "dynamic"]).optional(),
  /** All that is wrong, in words. */
  wrong: z.array(z.string()),
  seconds: Seconds,
  modules: z.object({ count: z.number(), bytes: z.number() }).optional(),
  libraries: z.array(z.object({ name: z.string(), bytes: z.number() })).optional(),
  bytes: z.number().optional(),
  warnings: z.array(z.string()).optional(),
  tests: z
    .object({
      counts: z.record(z.string(), z.number()),
      failed: z.array(z.string()),
      part: z.string().optional(),
      skips: z.string().optional(),
    })
    .optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** Whether the row is one static file that does all that the source does. */
export function isLinked({ refused, wrong }: Outcome): boolean {
  return refused === undefined && wrong.length === 0;
}

/** What an earlier run measured stays where this one took it from the cache. */
export function completed(outcome: Outcome, earlier: Outcome | undefined): Outcome {
  if (earlier?.versions.join() !== outcome.versions.join()) return outcome;
  return { ...outcome, seconds: { ...earlier.seconds, ...outcome.seconds } };
}
