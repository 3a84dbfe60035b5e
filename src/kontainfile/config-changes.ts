import type { Healthcheck } from "../oci/image-config.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Template } from "./template.js";

/** What CMD, ENTRYPOINT and HEALTHCHECK run: an argv as it stands, or a line for the image's shell. */
export type Command =
  | { readonly kind: "exec"; readonly argv: readonly string[] }
  | { readonly kind: "shell"; readonly line: string };

/** One name and value of ENV or LABEL. */
export interface Pair {
  readonly name: Template;
  readonly value: Template;
}

/** HEALTHCHECK: none, or a command with its limits. */
export type HealthcheckChange =
  | { readonly kind: "none" }
  | { readonly kind: "command"; readonly command: Command; readonly limits: Omit<Healthcheck, "Test"> };

/** What one instruction changes; the values may name variables of the source image. */
export type ConfigChange =
  | {
      readonly kind: "arg";
      readonly name: string;
      /** From --build-arg or an ARG before FROM; wins over the default. */
      readonly given?: string | undefined;
      readonly fallback?: Template | undefined;
      readonly range: SourceRange;
    }
  | { readonly kind: "env"; readonly pairs: readonly Pair[]; readonly range: SourceRange }
  | { readonly kind: "label"; readonly pairs: readonly Pair[]; readonly range: SourceRange }
  | { readonly kind: "entrypoint"; readonly command: Command; readonly range: SourceRange }
  | { readonly kind: "cmd"; readonly command: Command; readonly range: SourceRange }
  | { readonly kind: "workdir"; readonly path: Template; readonly range: SourceRange }
  | { readonly kind: "user"; readonly user: Template; readonly range: SourceRange }
  | { readonly kind: "stopsignal"; readonly signal: Template; readonly range: SourceRange }
  | { readonly kind: "expose"; readonly ports: readonly Template[]; readonly range: SourceRange }
  | { readonly kind: "volume"; readonly paths: readonly Template[]; readonly range: SourceRange }
  | { readonly kind: "healthcheck"; readonly check: HealthcheckChange; readonly range: SourceRange };

/** In the order of the file, since each sees the variables that stand above it. */
export type ConfigChanges = readonly ConfigChange[];
