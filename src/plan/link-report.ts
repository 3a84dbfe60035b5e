import * as z from "zod";

/** What the linker says of the python.km that it made (docs/architecture.md, report.json). */
export const LinkReport = z.object({
  format: z.literal(1),
  python: z.string().max(64),
  /** The distribution's revision that was linked; not the source's where that one could not be had. */
  revision: z.string().max(256),
  modules: z.array(z.string().max(512)).max(8192),
  warnings: z.array(z.string().max(4096)).max(64),
  /** The distributions that cannot be linked; where there is one, there is no python.km. */
  refused: z
    .array(
      z.object({
        distribution: z.string().max(128),
        version: z.string().max(128),
        reason: z.string().max(4096),
      }),
    )
    .max(512)
    .default([]),
  /** What was linked of distributions. */
  records: z
    .array(z.object({ id: z.string().max(1024), bytes: z.int().nonnegative() }))
    .max(8192)
    .default([]),
  /** The libraries that came along with them. */
  libraries: z
    .array(
      z.object({
        name: z.string().max(256),
        package: z.string().max(512),
        bytes: z.int().nonnegative(),
        licence: z.string().max(4096),
      }),
    )
    .max(1024)
    .default([]),
});
export type LinkReport = z.infer<typeof LinkReport>;
export type Refusal = LinkReport["refused"][number];

export function parseLinkReport(bytes: Uint8Array): LinkReport {
  return LinkReport.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
