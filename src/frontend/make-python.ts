import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { GatewayError } from "../gateway/gateway-error.js";
import type { Analysis } from "../graph/analyze.js";
import type { RelinkedPython } from "../graph/assemble.js";
import { link } from "../graph/link.js";
import { toolchain, toolchainBase } from "../graph/toolchain.js";
import type { SourceMap } from "../llb/source-map.js";
import type { State } from "../llb/state.js";
import { parseImageRef } from "../oci/image-ref.js";
import type { LinkMode } from "../plan/link-mode.js";
import { parseLinkReport, type LinkReport } from "../plan/link-report.js";
import type { Plan } from "../plan/schema.js";
import { solve, stagesOf, type Environment } from "./environment.js";
import { findImage } from "./found-image.js";
import { proxyOf } from "./proxy.js";

export interface PythonWish {
  readonly plan: Plan;
  readonly mode: LinkMode;
  readonly analysis: Analysis;
  /** What to blame when no toolchain can be had. */
  readonly at: SourceRange;
  readonly sourceMap: SourceMap;
}

export interface MadePython {
  /** Absent in dynamic mode, where the interpreter stands in the runtime tree, and where only the plan is wanted. */
  readonly relinked: RelinkedPython | undefined;
  readonly warnings: readonly Diagnostic[];
}

/** The linker's exit code for "no such toolchain"; its log names what there is. */
const TOOLCHAIN_NOT_FOUND = /exit code: 3\b/;
const REPORT_LIMIT_BYTES = 1024 * 1024;

/** Relinks the interpreter, where the link mode asks for it and the target has it. */
export async function makePython(environment: Environment, wish: PythonWish): Promise<MadePython> {
  const { plan, mode, analysis, at } = wish;
  const { embedded, options } = environment;
  if (mode.kind === "dynamic") return { relinked: undefined, warnings: mode.warnings };
  if (options.target === "plan") return { relinked: undefined, warnings: [] };
  const stages = stagesOf(environment, at);
  const base = await resolveBase(environment, toolchainBase(mode.origin), at);
  const proxy = proxyOf(options.buildArgs);
  const tools = toolchain(base, mode.origin, embedded, { network: options.network, proxy, stages });
  const linked = link(tools, analysis.link, embedded, {
    name: plan.interpreter.km.slice(plan.interpreter.km.lastIndexOf("/") + 1),
    modules: plan.modules.filter((module) => module.linked).length,
    stages,
  });
  const report = await readReport(environment, linked, wish);
  const same = report.revision === mode.origin.version;
  return {
    relinked: { km: linked, ...(!same && { stdlib: tools }) },
    warnings: report.warnings.map((message) => ({ code: "link", message, at })),
  };
}

async function resolveBase(environment: Environment, name: string, at: SourceRange): Promise<State> {
  const ref = parseImageRef(name);
  if (ref === undefined) throw new Error(`${name} is no image reference`);
  try {
    return (await findImage(environment, ref)).state;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const diagnostic = {
      code: "toolchain-base",
      message: `the toolchain's base image ${name} cannot be had: ${error.message}`,
      hint: "pull it first, or say LINK dynamic, which needs no toolchain",
      at,
    };
    throw new UserError([diagnostic], { cause: error });
  }
}

async function readReport(environment: Environment, linked: State, wish: PythonWish): Promise<LinkReport> {
  const { plan, at, sourceMap } = wish;
  try {
    const ref = await solve(environment, linked, sourceMap);
    return parseLinkReport(await ref.readFile("/report.json", { limit: REPORT_LIMIT_BYTES }));
  } catch (error) {
    if (!(error instanceof GatewayError && TOOLCHAIN_NOT_FOUND.test(error.message))) throw error;
    throw new UserError([toolchainNotFound(plan, at)], { cause: error });
  }
}

function toolchainNotFound({ python, origin }: Plan, at: SourceRange): Diagnostic {
  const name = origin.kind === "debian" ? ` (${origin.distribution} ${origin.suite}, ${origin.version})` : "";
  return {
    code: "toolchain-not-found",
    message: `there is no toolchain for Python ${python.version}${name}: the distribution has it no more`,
    hint: "the log of the toolchain step names the versions that it has; update the source image, or say LINK dynamic",
    at,
  };
}
