import * as z from "zod";

export const LEVELS = ["none", "safe", "strict"] as const;
export type Level = (typeof LEVELS)[number];

/** What came of one case at one level of PRUNE. */
export const Outcome = z.object({
  date: z.string(),
  /** As the Kontainfile had it. */
  link: z.string(),
  /** The source image is no case yet: it cannot be built, or does other things than case.json says. */
  source: z.array(z.string()),
  /** How the result differs from that; or that there is none. */
  result: z.array(z.string()),
  /** What should have been left out, and was not. */
  present: z.array(z.string()),
  variants: z.number(),
  /** As the engine counts them. */
  bytes: z.object({ source: z.number(), result: z.number() }),
});
export type Outcome = z.infer<typeof Outcome>;

/** Whether a case passed. */
export function isGood({ source, result, present }: Outcome): boolean {
  return source.length + result.length + present.length === 0;
}
