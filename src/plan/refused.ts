import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Refusal } from "./link-report.js";
import { titleOf } from "./relink.js";
import type { Relink } from "./schema.js";

/** A distribution that python.km cannot contain, and why. */
export interface Refused {
  readonly row: Relink;
  /** Goes on from the distribution's name: `lxml 4.9.2 has no source`. */
  readonly reason: string;
}

/** The linker's refusals, by the plan's rows; a distribution that the plan lacks keeps the linker's words. */
export function refusedOf(refusals: readonly Refusal[], rows: readonly Relink[]): readonly Refused[] {
  return refusals.map(({ distribution, version, reason }) => {
    const row = rows.find(({ key }) => key === distribution);
    return { row: row ?? unknown(distribution, version), reason };
  });
}

function unknown(name: string, version: string): Relink {
  return { key: name, name, version, package: null, indexed: true, needs: [], modules: [] };
}

/** Where python.km has to be static: an error a distribution. */
export function relinkRefused(refused: readonly Refused[], at: SourceRange): readonly Diagnostic[] {
  return refused.map(({ row, reason }) => ({
    code: "relink-refused",
    message: `LINK static: python.km cannot contain ${titleOf(row)}: ${reason}`,
    hint: `${OWN_SOURCE}, leave out what the program does not need (DROP ${modulesOf(row)}), or say LINK auto or LINK dynamic`,
    at,
  }));
}

/** Where it need not be. */
export function relinkGaveUp(refused: readonly Refused[], at: SourceRange): Diagnostic {
  const named = refused.slice(0, NAMED).map(({ row, reason }) => `${titleOf(row)} (${reason})`);
  const more = refused.length - NAMED;
  const list = named.join(", ") + (more > 0 ? ` and ${more} more` : "");
  return {
    code: "link-dynamic",
    message: `LINK auto chose dynamic: a static python.km cannot contain ${list}`,
    hint: `say LINK dynamic to accept this; else ${OWN_SOURCE}, or DROP what the program does not need`,
    at,
  };
}

const OWN_SOURCE = "bring its source as --build-context sources=DIR";
const NAMED = 8;
const MODULES = 3;

function modulesOf({ name, modules }: Relink): string {
  if (modules.length === 0) return name;
  return [...modules.slice(0, MODULES), ...(modules.length > MODULES ? ["…"] : [])].join(" ");
}
