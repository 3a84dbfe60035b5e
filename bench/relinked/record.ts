import * as z from "zod";
import { Circumstances } from "../machine.js";
import { Speed } from "../speed.js";

/** One run of `npm run bench -- --relinked`. */
export const RelinkedMeasured = z.object({
  circumstances: Circumstances,
  wheels: z.array(
    z.object({
      requirement: z.string(),
      /** Milliseconds of builds of what was built before, command line included. */
      cached: z.array(z.number()).readonly(),
      speed: Speed,
    }),
  ),
});
export type RelinkedMeasured = z.infer<typeof RelinkedMeasured>;
