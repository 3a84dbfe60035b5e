import * as z from "zod";
import { MachineNow } from "../machine.js";

/** The levels of PRUNE that need no run of the program. */
export const LEVELS = ["none", "safe"] as const;
export type Level = (typeof LEVELS)[number];

const Point = z.object({
  /** One of each round. */
  seconds: z.array(z.number()),
  /** Of processors, in all processes: what other work on the machine hardly changes. */
  cpu: z.array(z.number()),
  /** The largest process. */
  mebibytes: z.number(),
  /** Modules of packages that stayed. */
  kept: z.number(),
});
export type Point = z.infer<typeof Point>;

/** What `npm run bench -- --analysis` measured. */
export const AnalysisMeasured = MachineNow.extend({
  python: z.string(),
  /** By the number of modules, fewest first. */
  sizes: z.array(z.object({ modules: z.number(), levels: z.partialRecord(z.enum(LEVELS), Point) })),
});
export type AnalysisMeasured = z.infer<typeof AnalysisMeasured>;
