import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Ref } from "../gateway/port.js";
import { analyze, type Analysis } from "../graph/analyze.js";
import { applyConfig } from "../image/config.js";
import { parseKontainfile, type Kontainfile } from "../kontainfile/kontainfile.js";
import { marshal } from "../llb/marshal.js";
import type { State } from "../llb/state.js";
import type { ContainerConfig } from "../oci/image-config.js";
import { linkable } from "../plan/linkable.js";
import { linkMode } from "../plan/link-mode.js";
import { parsePlan } from "../plan/parse.js";
import { PLAN_LIMIT_BYTES, type Plan } from "../plan/schema.js";
import { buildTarget } from "./build-target.js";
import type { Environment } from "./environment.js";
import { findInterpreter } from "./find-interpreter.js";
import { makePython } from "./make-python.js";
import type { LoadedKontainfile } from "./read-kontainfile.js";
import { resolveSource, type SourceImage } from "./resolve-source.js";
import { resultConfig } from "./result-config.js";

/** What a build gives back. */
export interface BuildResult {
  readonly ref: Ref;
  /** The image configuration, as bytes. */
  readonly config: Uint8Array;
  /** What the user should know though the build succeeded. */
  readonly warnings: readonly Diagnostic[];
}

/** One build: from the Kontainfile's text to the Kontain image. */
export async function build(environment: Environment, loaded: LoadedKontainfile): Promise<BuildResult> {
  const kontainfile = parseKontainfile(loaded.file, { buildArgs: environment.options.buildArgs });
  const source = await resolveSource(environment, kontainfile.from);
  const config = applyConfig(source.document, kontainfile.config);

  const analysis = await startAnalysis(environment, kontainfile, source, config);
  const plan = await readPlan(environment, analysis, kontainfile);
  const mode = linkMode(plan, {
    link: kontainfile.link,
    at: kontainfile.linkRange ?? kontainfile.from.range,
  });

  const python = await makePython(environment, { plan, mode, analysis, at: kontainfile.from.range });
  const state = buildTarget(environment, {
    plan,
    analysis,
    python: python.relinked,
    at: kontainfile.from.range,
  });
  const ref = await solve(environment, state);
  return {
    ref,
    config: resultConfig(environment, { source, config, plan }),
    warnings: [...kontainfile.warnings, ...python.warnings, ...planWarnings(plan, kontainfile)],
  };
}

async function startAnalysis(
  environment: Environment,
  kontainfile: Kontainfile,
  source: SourceImage,
  config: ContainerConfig,
): Promise<Analysis> {
  const { embedded, options } = environment;
  const interpreter = await findInterpreter(await solve(environment, source.state), config, kontainfile.from);
  const request = {
    interpreter,
    config,
    link: kontainfile.link,
    prune: kontainfile.prune,
    keep: kontainfile.keep.map(({ value }) => value),
    drop: kontainfile.drop.map(({ value }) => value),
    linkable: linkable(embedded.toolchain.get("modules.json") ?? ""),
  };
  return analyze({ ...source, config }, request, embedded, options.cache);
}

async function readPlan(environment: Environment, analysis: Analysis, { from }: Kontainfile): Promise<Plan> {
  const ref = await solve(environment, analysis.plan);
  return parsePlan(await ref.readFile("/plan.json", { limit: PLAN_LIMIT_BYTES }), from.range);
}

async function solve({ gateway }: Environment, state: State): Promise<Ref> {
  const { ref } = await gateway.solve({
    kind: "definition",
    definition: marshal(state, { caps: gateway.caps.llb }),
  });
  return ref;
}

/** The analyzer's findings, and KEEP and DROP patterns that matched nothing. */
function planWarnings(plan: Plan, kontainfile: Kontainfile): readonly Diagnostic[] {
  const findings = plan.findings.map((finding) => ({ ...finding, at: kontainfile.from.range }));
  const unmatched = [
    { word: "KEEP", wishes: kontainfile.keep, matches: plan.kept },
    { word: "DROP", wishes: kontainfile.drop, matches: plan.dropped },
  ].flatMap(({ word, wishes, matches }) => {
    const matched = new Set(matches.filter(({ files }) => files > 0).map(({ pattern }) => pattern));
    return wishes
      .filter(({ value }) => !matched.has(value))
      .map(({ value, range }) => ({
        code: "no-match",
        message: `${word} ${value} matches nothing in ${kontainfile.from.image}`,
        hint: "correct the pattern or remove it",
        at: range,
      }));
  });
  return [...unmatched, ...findings];
}
