import type { Image } from "../../../harness/image.js";

/** The label whose value is the store's: a source image has as many digests as there are ways to store it. */
export const BASE_DIGEST = "org.opencontainers.image.base.digest";

/** An image but for that label. */
export function withoutBaseDigest(image: Image): Image {
  const labels = Object.entries(image.config.config?.Labels ?? {}).filter(([name]) => name !== BASE_DIGEST);
  const config = { ...image.config.config, Labels: Object.fromEntries(labels) };
  return { ...image, config: { ...image.config, config } };
}
