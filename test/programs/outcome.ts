import * as z from "zod";

export const LEVELS = ["none", "safe", "strict"] as const;
export type Level = (typeof LEVELS)[number];

/** What came of one program at one level of PRUNE. */
export const Outcome = z.object({
  date: z.string(),
  /** What is wrong, in words: the source's own failures, and where the result does other things. */
  seen: z.array(z.string()),
  held: z.array(z.string()),
  /** Accelerators that are not active as they are in the source. */
  accelerators: z.array(z.string()),
  /** Files of the truth that the result lacks. */
  missing: z.array(z.string()),
  steps: z.number(),
  extensions: z.number(),
  link: z.enum(["static", "dynamic"]),
  truth: z.object({ files: z.number(), bytes: z.number() }),
  keptBytes: z.number(),
  analyzeSeconds: z.number(),
  /** The machine's load average then: with much to do beside, the seconds say little. */
  load: z.number().optional(),
  /** Bytes of all files of the images. */
  size: z.object({ source: z.number(), result: z.number() }),
});
export type Outcome = z.infer<typeof Outcome>;

/** A program that could not be judged, and why. */
const Failure = z.object({ date: z.string(), failed: z.string() });

export const Result = z.union([Outcome, Failure]);
export type Result = z.infer<typeof Result>;

/** Whether a program does all that it did, with all that it opens; of strict no more than TRACE saw is asked. */
export function isGood(result: Result, level: Level): boolean {
  if ("failed" in result) return false;
  return level === "strict" ? result.seen.length === 0 : complaintsOf(result).length === 0;
}

/** All that is wrong, in words. */
export function complaintsOf(result: Result): readonly string[] {
  if ("failed" in result) return [result.failed];
  const { seen, held, accelerators, missing } = result;
  const shown = missing.slice(0, 20).map((path) => `lacks ${path}`);
  const more = missing.length > shown.length ? [`lacks ${missing.length - shown.length} files more`] : [];
  return [
    ...seen.map((text) => `seen: ${text}`),
    ...held.map((text) => `held: ${text}`),
    ...accelerators,
    ...shown,
    ...more,
  ];
}

/** How much is kept for what is needed. */
export function ratioOf({ keptBytes, truth }: Outcome): number {
  return keptBytes / truth.bytes;
}
