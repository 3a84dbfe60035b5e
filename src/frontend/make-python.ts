import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { exitCodeOf } from "../gateway/gateway-error.js";
import type { Ref } from "../gateway/port.js";
import type { Analysis } from "../graph/analyze.js";
import type { RelinkedPython } from "../graph/assemble.js";
import { link } from "../graph/link.js";
import type { ToolchainImage } from "../kontainfile/kontainfile.js";
import type { SourceMap } from "../llb/source-map.js";
import type { LinkMode } from "../plan/link-mode.js";
import { parseLinkReport, type LinkReport } from "../plan/link-report.js";
import type { Plan } from "../plan/schema.js";
import { solve, stagesOf, type Environment } from "./environment.js";
import { findToolchain, type ExpectedBase } from "./find-toolchain.js";

export interface PythonWish {
  readonly plan: Plan;
  readonly mode: LinkMode;
  readonly analysis: Analysis;
  /** The one that TOOLCHAIN names. */
  readonly prebuilt: ToolchainImage | undefined;
  readonly expected: ExpectedBase | undefined;
  /** What to blame when no toolchain can be had. */
  readonly at: SourceRange;
  readonly sourceMap: SourceMap;
}

export interface MadePython {
  /** Absent in dynamic mode, where the interpreter stands in the runtime tree, and where only the plan is wanted. */
  readonly relinked: RelinkedPython | undefined;
  /** What the link mode and the linker have to say; of a python.km that cannot be had, why. Links it, where asked first. */
  readonly warnings: () => Promise<readonly Diagnostic[]>;
}

/** The linker's exit code for "no such toolchain"; its log names what there is. */
const TOOLCHAIN_NOT_FOUND = 3;
const REPORT_LIMIT_BYTES = 1024 * 1024;

/** The interpreter relinked, where the link mode asks for it and the target has it. */
export async function makePython(environment: Environment, wish: PythonWish): Promise<MadePython> {
  const { plan, mode, analysis, at } = wish;
  const { programs, options } = environment;
  if (mode.kind === "dynamic") return { relinked: undefined, warnings: () => Promise.resolve(mode.warnings) };
  if (options.target === "plan") return { relinked: undefined, warnings: () => Promise.resolve([]) };
  const tools = await findToolchain(environment, { ...wish, origin: mode.origin });
  const linked = link(tools, analysis.link, programs.linker, {
    name: plan.interpreter.km.slice(plan.interpreter.km.lastIndexOf("/") + 1),
    modules: plan.modules.filter((module) => module.linked).length,
    stages: stagesOf(environment, at),
  });
  const ref = solve(environment, linked, wish.sourceMap);
  // Its failure is told to whoever reads it.
  ref.catch(() => undefined);
  return { relinked: { km: linked }, warnings: () => linkerWarnings(ref, wish) };
}

async function linkerWarnings(linked: Promise<Ref>, wish: PythonWish): Promise<readonly Diagnostic[]> {
  const { warnings } = await readReport(linked, wish);
  return warnings.map((message) => ({ code: "link", message, at: wish.at }));
}

async function readReport(linked: Promise<Ref>, { plan, at }: PythonWish): Promise<LinkReport> {
  try {
    const ref = await linked;
    return parseLinkReport(await ref.readFile("/report.json", { limit: REPORT_LIMIT_BYTES }));
  } catch (error) {
    if (exitCodeOf(error) !== TOOLCHAIN_NOT_FOUND) throw error;
    throw new UserError([toolchainNotFound(plan, at)], { cause: error });
  }
}

function toolchainNotFound({ python, origin }: Plan, at: SourceRange): Diagnostic {
  const code = "toolchain-not-found";
  if (origin.kind !== "debian") {
    const message = `there is no toolchain for Python ${python.version}: its source is not what was given`;
    const hint =
      "the log of the toolchain step says what was found; pass the exact CPython as --build-context cpython=DIR";
    return { code, message, hint, at };
  }
  const name = `${origin.distribution} ${origin.suite}, ${origin.version}`;
  return {
    code,
    message: `there is no toolchain for Python ${python.version} (${name}): the distribution has it no more`,
    hint: "the log of the toolchain step names the versions that it has; update the source image, or say LINK dynamic",
    at,
  };
}
