import type { Ref } from "../gateway/port.js";
import { analyze, type Analysis } from "../graph/analyze.js";
import { applyConfig } from "../image/config.js";
import { parseKontainfile, type FromImage, type Kontainfile } from "../kontainfile/kontainfile.js";
import type { ContainerConfig } from "../oci/image-config.js";
import { linkable } from "../plan/linkable.js";
import { linkMode } from "../plan/link-mode.js";
import { buildTarget } from "./build-target.js";
import { checkOf, solveChecked } from "./check-result.js";
import { solve, stagesOf, type Environment } from "./environment.js";
import { knownReleases } from "./cpython-source.js";
import { findInterpreter } from "./find-interpreter.js";
import { makePython } from "./make-python.js";
import { planWarnings } from "./plan-warnings.js";
import type { LoadedKontainfile } from "./read-kontainfile.js";
import { readPlan } from "./read-plan.js";
import { resolveSource, type SourceImage } from "./resolve-source.js";
import { resultConfig } from "./result-config.js";
import { showWarnings, warningSteps } from "./show-warning.js";
import { toolchainOnly } from "./toolchain-only.js";

/** What a build gives back. */
export interface BuildResult {
  readonly ref: Ref;
  /** The image configuration, as bytes. */
  readonly config: Uint8Array;
}

/** One build: from the Kontainfile's text to the Kontain image. */
export async function build(environment: Environment, loaded: LoadedKontainfile): Promise<BuildResult> {
  const kontainfile = parseKontainfile(loaded.file, { buildArgs: environment.options.buildArgs });
  const { range: at } = kontainfile.from;
  const source = await resolveSource(environment, kontainfile.from);
  const config = applyConfig(source.document, kontainfile.config);

  const analysis = await startAnalysis(environment, kontainfile, source, config);
  const plan = await readPlan(await solve(environment, analysis.plan, loaded.sourceMap), at);
  const { target } = environment.options;
  if (target === "toolchain") return toolchainOnly(environment, plan, kontainfile);
  const mode = linkMode(plan, { link: kontainfile.link, at: kontainfile.linkRange ?? at });

  const python = await makePython(environment, {
    ...{ plan, mode, analysis, at },
    prebuilt: kontainfile.toolchain,
    sourceMap: loaded.sourceMap,
  });
  const warnings = [...kontainfile.warnings, ...python.warnings, ...planWarnings(plan, kontainfile)];
  const notes = warningSteps(environment.gateway, warnings);
  const state = await buildTarget(environment, {
    target,
    plan,
    analysis,
    python: python.relinked,
    at,
    check: checkOf(environment, { kontainfile, source: { ...source, config }, plan, analysis }),
    notes,
  });
  const [ref] = await Promise.all([
    solveChecked(environment, state, loaded.sourceMap, kontainfile),
    showWarnings(environment.gateway, loaded, warnings),
  ]);
  return { ref, config: resultConfig(environment, { source, config, plan }) };
}

async function startAnalysis(
  environment: Environment,
  kontainfile: Kontainfile,
  source: SourceImage,
  config: ContainerConfig,
): Promise<Analysis> {
  const { from, link, prune, keep, drop } = kontainfile;
  const looking = lookForInterpreter(environment, source, config, from);
  // The daemon looks; the rest of the request gets ready meanwhile.
  const request = {
    config,
    link,
    prune,
    keep: keep.map(({ value }) => value),
    drop: drop.map(({ value }) => value),
    linkable: linkable(environment.tables.get("modules.json") ?? ""),
    releases: knownReleases(environment, kontainfile),
  };
  const interpreter = await looking;
  const { analyzer } = environment.programs;
  return analyze(
    { ...source, config },
    { interpreter, ...request },
    analyzer,
    stagesOf(environment, from.range),
  );
}

async function lookForInterpreter(
  environment: Environment,
  source: SourceImage,
  config: ContainerConfig,
  from: FromImage,
): Promise<string> {
  return findInterpreter(await solve(environment, source.state), config, from);
}
