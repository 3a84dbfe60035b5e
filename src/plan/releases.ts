import * as z from "zod";

const Releases = z.object({
  format: z.literal(1),
  releases: z.record(z.string(), z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});

/** The SHA-256 sums of python.org's tarballs (Python-X.Y.Z.tar.xz) by X.Y.Z, from the linker's table cpython.json. */
export function releases(table: string): ReadonlyMap<string, string> {
  const parsed = Releases.parse(JSON.parse(table));
  return new Map(Object.entries(parsed.releases).map(([version, { sha256 }]) => [version, sha256]));
}
