import * as z from "zod";

const text = z.string().max(4096);
const path = z.string().max(65536).regex(/^\//, "must be an absolute path");
const line = z.int().nonnegative();

const Kept = z.object({
  path,
  layer: z.enum(["runtime", "packages", "app"]),
  /** The first is the one that `from` and `line` are of. */
  why: z.array(text).min(1).max(4096),
  /** The file that says so, where one does; its own row says why it is there. */
  from: path.nullable().default(null),
  line: line.nullable().default(null),
});
export type Kept = z.infer<typeof Kept>;

const Dropped = z.object({
  path,
  why: text,
  files: line.optional(),
  bytes: line.optional(),
});
export type Dropped = z.infer<typeof Dropped>;

/** A place in a kept file that only a run can decide, and what is kept for it. */
const Undecided = z.object({ path, line, kind: text, kept: text });
export type Undecided = z.infer<typeof Undecided>;

/**
 * Why each path of the source image is in the result or not (docs/architecture.md, why.json). The innermost row around
 * a path decides: a folder's row stands for all below it that has no row of its own.
 */
export const Why = z.object({
  format: z.literal(1),
  kept: z.array(Kept),
  dropped: z.array(Dropped),
  undecided: z.array(Undecided).default([]),
});
export type Why = z.infer<typeof Why>;
