import { UserError } from "../diagnostics/diagnostic.js";
import { isNotFound, isStepFailure } from "../gateway/gateway-error.js";
import { analyze, type Analysis } from "../graph/analyze.js";
import { trace } from "../graph/trace.js";
import type { Kontainfile } from "../kontainfile/kontainfile.js";
import type { SourceMap } from "../llb/source-map.js";
import type { ContainerConfig } from "../oci/image-config.js";
import { linkable } from "../plan/linkable.js";
import type { Plan } from "../plan/schema.js";
import { knownReleases } from "./cpython-source.js";
import { solve, stagesOf, type Environment } from "./environment.js";
import { findInterpreter } from "./find-interpreter.js";
import { pythonByName } from "./python-by-name.js";
import { readPlan } from "./read-plan.js";
import type { SourceImage } from "./resolve-source.js";
import { isTraceFailure, traceFailure, tracesOf } from "./trace-source.js";

export interface AnalysisWish {
  readonly kontainfile: Kontainfile;
  readonly source: SourceImage;
  /** The effective configuration: the source's with the Kontainfile's changes. */
  readonly config: ContainerConfig;
  readonly sourceMap: SourceMap;
}

export interface Analyzed {
  readonly analysis: Analysis;
  readonly plan: Plan;
}

/**
 * Runs the analyzer in the source image. A command that calls python by a plain name starts the analyzer by that name:
 * the engine finds it in PATH, as it does for the program, and nobody has to look into the image first, which costs a
 * cached build more than anything else would. Else, and where that leads to no python, the frontend looks for one.
 */
export async function analyzeSource(environment: Environment, wish: AnalysisWish): Promise<Analyzed> {
  const { source, config, kontainfile } = wish;
  const name = pythonByName(config);
  if (name !== undefined) {
    const analyzed = await attempt(environment, wish, name);
    if (analyzed !== undefined) return analyzed;
  }
  const tree = await solve(environment, source.state);
  return analyzeBy(environment, wish, await findInterpreter(tree, config, kontainfile.from));
}

/**
 * Undefined where the name started no analyzer: there is no such program, or it is something else's. runc ends with 1
 * in the first case, as an interpreter that fails does, which then fails once more by its path.
 */
async function attempt(
  environment: Environment,
  wish: AnalysisWish,
  name: string,
): Promise<Analyzed | undefined> {
  try {
    return await analyzeBy(environment, wish, name);
  } catch (error) {
    if (isTraceFailure(error)) throw error;
    const { cause } = error instanceof UserError ? error : {};
    if (isStepFailure(cause) || isNotFound(cause)) return undefined;
    throw error;
  }
}

async function analyzeBy(
  environment: Environment,
  { kontainfile, source, config, sourceMap }: AnalysisWish,
  interpreter: string,
): Promise<Analyzed> {
  const { from, link, prune, keep, drop } = kontainfile;
  const program = { ...source, config };
  const stages = stagesOf(environment, from.range);
  const lines = tracesOf(environment, kontainfile.traces);
  const { analyzer, tracer } = environment.programs;
  const traced = lines.length > 0 && {
    trace: trace(program, { interpreter, lines }, tracer, stages),
    lines: lines.map(({ range }) => range.start.line),
  };
  const request = {
    interpreter,
    config,
    link,
    prune,
    keep: keep.map(({ value }) => value),
    drop: drop.map(({ value }) => value),
    linkable: linkable(environment.tables.get("modules.json") ?? ""),
    releases: knownReleases(environment, kontainfile),
    ...(traced && { traced }),
  };
  const analysis = analyze(program, request, analyzer, stages);
  try {
    return { analysis, plan: await readPlan(await solve(environment, analysis.plan, sourceMap), from.range) };
  } catch (error) {
    throw traceFailure(error, lines) ?? error;
  }
}
