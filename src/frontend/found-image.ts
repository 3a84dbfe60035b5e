import { image, ociLayout } from "../llb/image.js";
import type { State } from "../llb/state.js";
import type { Digest } from "../oci/digest.js";
import { formatImageRef, type ImageRef } from "../oci/image-ref.js";
import { LINUX_AMD64 } from "../oci/platform.js";
import type { Environment } from "./environment.js";
import type { NamedContext } from "./named-context.js";

/** An image for our platform, wherever it lies. */
export interface FoundImage {
  readonly ref: ImageRef;
  readonly digest: Digest | undefined;
  /** The image configuration, as stored. */
  readonly config: Uint8Array;
  /** The tree, pinned where the store gives a digest. */
  readonly state: State;
}

/** An image of the builder's store or of a registry; fails with a GatewayError where there is none. */
export async function findImage(
  { gateway, options: { resolveMode } }: Environment,
  ref: ImageRef,
): Promise<FoundImage> {
  const options = { platform: LINUX_AMD64, resolveMode };
  const resolved = await gateway.resolveImageConfig(formatImageRef(ref), options);
  const digest = resolved.digest ?? ref.digest;
  return { ref, digest, config: resolved.config, state: image(formatImageRef({ ...ref, digest }), options) };
}

/** An image in an OCI layout of the client's. Its name is for the progress alone: the digest finds it. */
export async function findInLayout(
  { gateway, sessionId }: Environment,
  { store: storeId, digest }: Extract<NamedContext, { kind: "layout" }>,
  name: ImageRef,
): Promise<FoundImage> {
  const reference = formatImageRef({ ...name, digest });
  const store = { sessionId, storeId };
  const { config } = await gateway.resolveImageConfig(reference, { platform: LINUX_AMD64, store });
  const state = ociLayout(reference, { platform: LINUX_AMD64, ...store });
  return { ref: name, digest, config, state };
}
