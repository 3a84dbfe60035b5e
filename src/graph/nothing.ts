import { copy, type FileAction } from "../llb/file.js";
import type { State } from "../llb/state.js";

/** Copies nothing, so what is made does not change with the state, but the step depends on it. */
export function nothingOf(from: State): FileAction {
  return copy({ from, src: "/none*", dest: "/", allowWildcard: true, allowEmptyWildcard: true });
}
