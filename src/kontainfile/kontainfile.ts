import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceFile, SourceRange } from "../diagnostics/source.js";
import type { ImageRef } from "../oci/image-ref.js";
import type { Platform } from "../oci/platform.js";
import type { ConfigChanges } from "./config-changes.js";
import type { Ranged } from "./ranged.js";

/** The source image, as FROM names it. */
export interface FromImage {
  readonly kind: "image";
  /** As written, after expansion; named contexts go by this. */
  readonly image: string;
  readonly ref: ImageRef;
  readonly range: SourceRange;
  readonly platform?: Ranged<Platform> | undefined;
}

/** What a Kontainfile asks for, checked; every value knows its place. */
export interface Kontainfile {
  readonly from: FromImage;
  readonly link: "auto" | "static" | "dynamic";
  readonly linkRange?: SourceRange | undefined;
  readonly prune: "none";
  readonly keep: readonly Ranged<string>[];
  readonly drop: readonly Ranged<string>[];
  readonly config: ConfigChanges;
  readonly warnings: readonly Diagnostic[];
}

/** What the build gives beside the file. */
export interface ParseOptions {
  /** From --build-arg, proxy settings included. */
  readonly buildArgs: ReadonlyMap<string, string>;
}

/** Reads a Kontainfile; throws one UserError with every diagnostic found. */
export function parseKontainfile(_file: SourceFile, _options: ParseOptions): Kontainfile {
  throw new Error("parseKontainfile is being written");
}
