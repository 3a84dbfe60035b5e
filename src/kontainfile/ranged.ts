import type { SourceRange } from "../diagnostics/source.js";

/** A value and the place in the Kontainfile that gave it. */
export interface Ranged<T> {
  readonly value: T;
  readonly range: SourceRange;
}
