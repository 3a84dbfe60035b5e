import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { exitCodeOf, isStepFailure } from "../gateway/gateway-error.js";
import { titleOf } from "../plan/relink.js";
import type { Refused } from "../plan/refused.js";
import type { Relink } from "../plan/schema.js";

/** The step's exit code for a download that may well succeed another time. */
const NOT_DOWNLOADED = 4;

const PROGRAM = /\/faktory\/relinker\/(?:fetch|build)\.py (?<key>[a-z0-9-]+) /;

/** A step that relinks a distribution, and died. */
export interface RelinkFailure {
  readonly row: Relink;
  readonly code: number | undefined;
  /** What is known of the distribution then, where it is about that and not about the machine. */
  readonly refused: Refused | undefined;
}

/** The daemon tells whose step failed by the command alone. */
export function relinkFailure(error: unknown, rows: readonly Relink[]): RelinkFailure | undefined {
  if (!isStepFailure(error)) return undefined;
  const key = PROGRAM.exec(error.message)?.groups?.["key"];
  const row = rows.find((each) => each.key === key);
  if (row === undefined) return undefined;
  const code = exitCodeOf(error);
  const reason = "its source could not be downloaded; the log of its step says why";
  return { row, code, refused: code === NOT_DOWNLOADED ? { row, reason } : undefined };
}

/** The error where nothing else can be built in its place. A source that does not compile is no failure of its step: that is the machine's, or ours. */
export function relinkFailed({ row, code, refused }: RelinkFailure, at: SourceRange): Diagnostic {
  if (refused !== undefined) {
    return {
      code: "relink-refused",
      message: `${titleOf(row)} cannot be relinked: ${refused.reason}`,
      hint: "bring its source as --build-context sources=DIR, or leave it out with DROP",
      at,
    };
  }
  const how = code === undefined ? "could not be started" : `failed with exit code ${code}`;
  return {
    code: "relink-failed",
    message: `the step that builds ${titleOf(row)} from its source ${how}`,
    hint: "the log of the step has its last words; LINK dynamic builds without it",
    at,
  };
}
