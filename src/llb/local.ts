import { source } from "./source.js";
import type { OpMeta, State } from "./state.js";

export interface LocalOptions extends OpMeta {
  /** The client that has the folder. */
  readonly sessionId?: string | undefined;
  /** Without a session, what keeps equal names of unrelated builds apart. */
  readonly unique?: string | undefined;
  /** Folders with the same hint share what was transferred before. */
  readonly sharedKeyHint?: string | undefined;
  readonly includePatterns?: readonly string[] | undefined;
  readonly excludePatterns?: readonly string[] | undefined;
  /** Transfers these paths alone, and what their symlinks lead to. */
  readonly followPaths?: readonly string[] | undefined;
  /** How the daemon decides what to transfer again: all of it (`none`), or by the files' metadata. */
  readonly differ?: "none" | "metadata" | undefined;
}

/** A folder of the client's, by the name that the client gave it. */
export function local(name: string, options: LocalOptions): State {
  const {
    sessionId,
    unique,
    sharedKeyHint,
    includePatterns = [],
    excludePatterns = [],
    followPaths = [],
    differ,
    ...meta
  } = options;
  if (!sessionId && !unique) {
    throw new Error(`local ${JSON.stringify(name)} needs a sessionId, or else a unique string`);
  }
  return source({
    identifier: `local://${name}`,
    cap: "source.local",
    attributes: [
      { key: "local.session", value: sessionId, cap: "source.local.sessionid" },
      { key: "local.unique", value: sessionId ? undefined : unique, cap: "source.local.unique" },
      { key: "local.sharedkeyhint", value: sharedKeyHint, cap: "source.local.sharedkeyhint" },
      { key: "local.includepattern", value: list(includePatterns), cap: "source.local.includepatterns" },
      { key: "local.excludepatterns", value: list(excludePatterns), cap: "source.local.excludepatterns" },
      { key: "local.followpaths", value: list(followPaths), cap: "source.local.followpaths" },
      // A wish, not a need: a daemon that does not know it compares metadata, and the files are the same.
      { key: "local.differ", value: differ },
    ],
    platform: { kind: "anywhere" },
    meta,
  });
}

function list(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : goJson(texts);
}

/** JSON as Go's encoding/json writes it: with the characters escaped that HTML and JavaScript could trip over. */
function goJson(value: readonly string[]): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
