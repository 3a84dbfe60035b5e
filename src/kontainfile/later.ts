import type { SourceRange } from "../diagnostics/source.js";
import type { Reading } from "./reading.js";

/** An instruction that this version reads but cannot follow: better an error than a build that leaves it out. */
export function reportLater(what: string, at: SourceRange, { report }: Reading): void {
  report({ code: "not-supported-yet", message: `${what} is not supported yet`, hint: "remove the line", at });
}
