import type { Digest } from "../oci/digest.js";
import type { ContainerConfig, ImageDocument } from "../oci/image-config.js";

/** All that the configuration of a Kontain image is made of. */
export interface KontainConfigInput {
  readonly source: ImageDocument;
  readonly base: { readonly name: string; readonly digest?: Digest | undefined };
  /** The effective one, from `applyConfig`. */
  readonly config: ContainerConfig;
  readonly python: {
    readonly version: string;
    readonly link: "static" | "dynamic";
    /** The C modules linked into python.km. */
    readonly modules: readonly string[];
    /** The absolute path of argv[0] in the image; null when none was found. */
    readonly program: string | null;
  };
  readonly target: "krun" | "km";
  /** From --label; they win over all others. */
  readonly extraLabels: ReadonlyMap<string, string>;
  /** SOURCE_DATE_EPOCH in seconds. */
  readonly epoch?: number | undefined;
}

/** The image document of the Kontain image, as BuildKit's exporter takes it. */
export function kontainConfig(_input: KontainConfigInput): ImageDocument {
  throw new Error("kontainConfig is being written");
}

/** The document's canonical bytes: JSON with sorted keys. */
export function serializeConfig(_document: ImageDocument): Uint8Array {
  throw new Error("serializeConfig is being written");
}
