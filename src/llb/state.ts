import type { SourceRange } from "../diagnostics/source.js";
import type { Platform } from "../oci/platform.js";
import type { Vertex } from "./vertex.js";

/** A file tree that BuildKit can make: one result of one operation, or nothing at all (scratch). */
export interface State {
  readonly output: Output | undefined;
  /** What later steps in this tree run on, where somebody said so. */
  readonly platform: Platform | undefined;
}

/** One of the results of an operation. */
export interface Output {
  readonly vertex: Vertex;
  readonly index: number;
}

/** The empty file tree. */
export const scratch: State = { output: undefined, platform: undefined };

/** What may be said of any operation without changing what it does. */
export interface OpMeta {
  /** What the client's progress calls it. */
  readonly name?: string | undefined;
  readonly ignoreCache?: boolean | undefined;
  /** Where in the source map's file the operation comes from. */
  readonly ranges?: readonly SourceRange[] | undefined;
  readonly progressGroup?: ProgressGroup | undefined;
}

/** Operations that the client's progress shows as one. */
export interface ProgressGroup {
  readonly id: string;
  readonly name: string;
  readonly weak?: boolean | undefined;
}
