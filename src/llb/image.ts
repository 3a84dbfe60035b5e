import type { Platform } from "../oci/platform.js";
import { source } from "./source.js";
import type { OpMeta, State } from "./state.js";

export interface ImageOptions extends OpMeta {
  readonly platform?: Platform | undefined;
  /** Whether a local image will do (`local`) or the registry is always asked (`pull`). */
  readonly resolveMode?: "default" | "local" | "pull" | undefined;
}

/** A container image's file tree. `reference` is in full: `docker.io/library/debian:bookworm@sha256:…`. */
export function image(reference: string, options: ImageOptions = {}): State {
  const { platform, resolveMode, ...meta } = options;
  return source({
    identifier: `docker-image://${reference}`,
    cap: "source.image",
    attributes: [
      {
        key: "image.resolvemode",
        value: resolveMode === "default" ? undefined : resolveMode,
        // As in the Go client: only `pull` is a promise, and must not be misread.
        cap: resolveMode === "pull" ? "source.image.resolvemode" : undefined,
      },
    ],
    platform: { kind: "on", platform },
    meta,
  });
}

export interface OciLayoutOptions extends OpMeta {
  readonly platform?: Platform | undefined;
  readonly sessionId?: string | undefined;
  readonly storeId?: string | undefined;
}

/** An image in an OCI layout of the client's; `reference` names it by digest. */
export function ociLayout(reference: string, options: OciLayoutOptions = {}): State {
  const { platform, sessionId, storeId, ...meta } = options;
  return source({
    identifier: `oci-layout://${reference}`,
    cap: "source.ocilayout",
    attributes: [
      { key: "oci.session", value: sessionId },
      { key: "oci.store", value: storeId },
    ],
    platform: { kind: "on", platform },
    meta,
  });
}
