import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Analysis } from "../graph/analyze.js";
import type { RelinkedPython } from "../graph/assemble.js";
import { link } from "../graph/link.js";
import type { ToolchainImage } from "../kontainfile/kontainfile.js";
import type { SourceMap } from "../llb/source-map.js";
import type { LinkMode } from "../plan/link-mode.js";
import type { LinkReport } from "../plan/link-report.js";
import { refusedOf, type Refused } from "../plan/refused.js";
import { relinkRows } from "../plan/relink.js";
import type { Plan } from "../plan/schema.js";
import { solve, stagesOf, type Environment } from "./environment.js";
import { findToolchain, type ExpectedBase } from "./find-toolchain.js";
import { readReport } from "./read-report.js";
import { relinkDistributions } from "./relink-distributions.js";
import { relinkFailed, relinkFailure } from "./relink-failure.js";

export interface PythonWish {
  readonly plan: Plan;
  readonly mode: LinkMode;
  readonly analysis: Analysis;
  /** The one that TOOLCHAIN names. */
  readonly prebuilt: ToolchainImage | undefined;
  readonly expected: ExpectedBase | undefined;
  /** What to blame when no toolchain can be had. */
  readonly at: SourceRange;
  /** Where LINK stands, or FROM where it does not. */
  readonly linkAt: SourceRange;
  readonly sourceMap: SourceMap;
}

export interface MadePython {
  /** Absent in dynamic mode, where the interpreter stands in the runtime tree, and where only the plan is wanted. */
  readonly relinked: RelinkedPython | undefined;
  /** What the link mode and the linker have to say; of a python.km that cannot be had, why. Links it, where asked first. */
  readonly warnings: () => Promise<readonly Diagnostic[]>;
}

/** python.km, or the distributions that no static one can contain. */
export type PythonOutcome =
  | { readonly kind: "made"; readonly python: MadePython }
  | { readonly kind: "refused"; readonly refused: readonly Refused[]; readonly cause?: unknown };

/** The interpreter relinked, where the link mode asks for it and the target has it. */
export async function makePython(environment: Environment, wish: PythonWish): Promise<PythonOutcome> {
  const { plan, mode, analysis, at } = wish;
  const { programs, options } = environment;
  if (mode.kind === "dynamic") return made(undefined, () => Promise.resolve(mode.warnings));
  if (options.target === "plan") return made(undefined, () => Promise.resolve([]));
  const tools = await findToolchain(environment, { ...wish, origin: mode.origin });
  const linked = link(tools, analysis.link, programs.linker, {
    name: plan.interpreter.km.slice(plan.interpreter.km.lastIndexOf("/") + 1),
    modules: plan.modules.filter((module) => module.linked).length,
    relinked: await relinkDistributions(environment, { plan, tools, at: wish.linkAt }),
    stages: stagesOf(environment, at),
  });
  const report = (): Promise<LinkReport> => readReport(ref, plan, at);
  const ref = solve(environment, linked, wish.sourceMap);
  // Its failure is told to whoever reads it.
  ref.catch(() => undefined);
  const km = { km: linked };
  if (relinkRows(plan).length > 0) return gated(km, report, wish);
  return made(km, async () => linkerWarnings(await report(), at));
}

/** Only the linker knows whether every distribution could be linked, so it is waited for before anything is built on it. */
async function gated(
  km: RelinkedPython,
  read: () => Promise<LinkReport>,
  { plan, at, linkAt }: PythonWish,
): Promise<PythonOutcome> {
  const rows = relinkRows(plan);
  try {
    const report = await read();
    if (report.refused.length > 0) return { kind: "refused", refused: refusedOf(report.refused, rows) };
    return made(km, () => Promise.resolve(linkerWarnings(report, at)));
  } catch (error) {
    const failure = relinkFailure(error, rows);
    if (failure === undefined) throw error;
    if (failure.refused !== undefined) return { kind: "refused", refused: [failure.refused], cause: error };
    throw new UserError([relinkFailed(failure, linkAt)], { cause: error });
  }
}

function made(relinked: RelinkedPython | undefined, warnings: MadePython["warnings"]): PythonOutcome {
  return { kind: "made", python: { relinked, warnings } };
}

function linkerWarnings({ warnings }: LinkReport, at: SourceRange): readonly Diagnostic[] {
  return warnings.map((message) => ({ code: "link", message, at }));
}
