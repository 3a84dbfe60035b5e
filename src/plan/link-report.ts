import * as z from "zod";

/** What the linker says of the python.km that it made (docs/architecture.md, report.json). */
export const LinkReport = z.object({
  format: z.literal(1),
  python: z.string().max(64),
  /** The distribution's revision that was linked; not the source's where that one could not be had. */
  revision: z.string().max(256),
  modules: z.array(z.string().max(512)).max(8192),
  warnings: z.array(z.string().max(4096)).max(64),
});
export type LinkReport = z.infer<typeof LinkReport>;

export function parseLinkReport(bytes: Uint8Array): LinkReport {
  return LinkReport.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
