declare const brand: unique symbol;

/** A content address, `sha256:` and 64 hexadecimal digits (OCI image-spec, descriptor.md). */
export type Digest = string & { readonly [brand]: "Digest" };

export function parseDigest(text: string): Digest | undefined {
  return /^sha256:[0-9a-f]{64}$/.test(text) ? (text as Digest) : undefined;
}
