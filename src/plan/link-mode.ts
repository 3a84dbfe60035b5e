import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Blocker, Origin, Plan } from "./schema.js";

/** How python.km is made: relinked from objects of this origin, or the source's own interpreter. */
export type LinkMode =
  | { readonly kind: "static"; readonly origin: RelinkableOrigin }
  | { readonly kind: "dynamic"; readonly warnings: readonly Diagnostic[] };

/** An origin whose objects can be had. */
export type RelinkableOrigin = Exclude<Origin, { kind: "other" }>;

export interface LinkWish {
  readonly link: "auto" | "static" | "dynamic";
  /** Where LINK stands, or FROM where it does not. */
  readonly at: SourceRange;
}

/** Checks the mode that the analyzer wrote the trees for against what was asked. */
export function linkMode(plan: Plan, wish: LinkWish): LinkMode {
  const { mode, blockers } = plan.link;
  switch (mode) {
    case "static":
      if (plan.origin.kind === "other") throw new UserError([noToolchain(plan, wish.at)]);
      if (blockers.length > 0) throw new UserError([notLinkable(blockers, plan, wish.at)]);
      return { kind: "static", origin: plan.origin };
    case "dynamic":
      return { kind: "dynamic", warnings: wish.link === "auto" ? [becameDynamic(plan, wish.at)] : [] };
  }
}

function notLinkable(blockers: readonly Blocker[], plan: Plan, at: SourceRange): Diagnostic {
  const first = blockers[0];
  if (isInterpreter(first, plan)) return noToolchain(plan, at);
  const drop = first === undefined ? "" : ` DROP ${first.module ?? first.path}`;
  return {
    code: "link-static",
    message: `LINK static: python.km cannot contain ${describeBlockers(blockers)}`,
    hint: `leave out what the program does not need (${drop.trim()}), or say LINK auto or LINK dynamic`,
    at,
  };
}

/** The analyzer blames the interpreter itself, alone, where no python.km of it can be made. */
function isInterpreter(blocker: Blocker | undefined, plan: Plan): boolean {
  return blocker?.path === plan.interpreter.path;
}

/** The error where static is wanted and no toolchain can be. */
export function noToolchain(plan: Plan, at: SourceRange): Diagnostic {
  return {
    code: "link-static",
    message: `LINK static: ${missingToolchain(plan)}`,
    hint: "say LINK auto or LINK dynamic: the image's own interpreter becomes python.km",
    at,
  };
}

function missingToolchain({ python, origin }: Plan): string {
  const reason = origin.kind === "other" ? origin.reason : "the linker does not know its C modules";
  return `there is no toolchain for Python ${python.version} of this image (${reason})`;
}

function becameDynamic(plan: Plan, at: SourceRange): Diagnostic {
  const { blockers } = plan.link;
  const without = plan.origin.kind === "other" || isInterpreter(blockers[0], plan);
  const cause = without
    ? missingToolchain(plan)
    : `a static python.km cannot contain ${describeBlockers(blockers)}`;
  const dropping = without ? "" : ", or LINK static with DROP for what the program does not need";
  return {
    code: "link-dynamic",
    message: `LINK auto chose dynamic: ${cause}`,
    hint: `say LINK dynamic to accept this${dropping}`,
    at,
  };
}

const NAMED = 8;

function describeBlockers(blockers: readonly Blocker[]): string {
  const names = blockers.map(({ module, path }) => module ?? path).sort();
  const more = names.length - NAMED;
  return names.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
