import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Ref } from "../gateway/port.js";
import { relinkedTree } from "../graph/relinked.js";
import { serializeConfig } from "../image/kontain-config.js";
import type { Kontainfile } from "../kontainfile/kontainfile.js";
import type { SourceMap } from "../llb/source-map.js";
import type { State } from "../llb/state.js";
import { ImageDocument } from "../oci/image-config.js";
import { LINUX_AMD64 } from "../oci/platform.js";
import { linkMode } from "../plan/link-mode.js";
import { relinkRows } from "../plan/relink.js";
import type { Plan } from "../plan/schema.js";
import type { AnalysisWish } from "./analyze-source.js";
import type { BuildResult } from "./build.js";
import { solve, stagesOf, type Environment } from "./environment.js";
import { findToolchain, type ExpectedBase } from "./find-toolchain.js";
import { relinkDistributions } from "./relink-distributions.js";
import { relinkFailed, relinkFailure } from "./relink-failure.js";

/** Before the source is analyzed: the file alone says that nothing is linked. */
export function requireLinking({ link, linkRange, from }: Kontainfile): void {
  if (link !== "dynamic") return;
  const message = "the target relinked builds what a static python.km is linked of, and LINK is dynamic";
  throw new UserError([nothing(message, "say LINK static or LINK auto", linkRange ?? from.range)]);
}

/** The distributions with compiled modules, each built for linking, as an image for the named context `relinked` of later builds. */
export async function relinkedOnly(
  environment: Environment,
  { kontainfile, sourceMap }: AnalysisWish,
  plan: Plan,
  expected: ExpectedBase | undefined,
): Promise<BuildResult> {
  const { from, link, linkRange, toolchain: prebuilt } = kontainfile;
  const at = linkRange ?? from.range;
  const mode = linkMode(plan, { link, at });
  if (mode.kind === "dynamic") throw new UserError(mode.warnings.map(becameDynamic));
  if (relinkRows(plan).length === 0) {
    const message = `the target relinked: no distribution of ${from.image} has compiled modules to relink`;
    throw new UserError([nothing(message, "build the other targets; they relink nothing either", at)]);
  }
  const { origin } = mode;
  const tools = await findToolchain(environment, { plan, origin, prebuilt, expected, at: from.range });
  const all = await relinkDistributions(environment, { plan, tools, at });
  const { epoch = 0 } = environment.options;
  const tree = relinkedTree(all, { epoch, stages: stagesOf(environment, at) });
  const ref = await solveAtOnce(environment, tree, { plan, at, sourceMap });
  return { ref, config: serializeConfig(ImageDocument.parse(LINUX_AMD64)) };
}

interface Blame {
  readonly plan: Plan;
  readonly at: SourceRange;
  readonly sourceMap: SourceMap;
}

/** At once, so that a step that fails is told in our words. */
async function solveAtOnce(environment: Environment, tree: State, blame: Blame): Promise<Ref> {
  const { plan, at, sourceMap } = blame;
  try {
    return await solve(environment, tree, sourceMap, { evaluate: true });
  } catch (error) {
    const failure = relinkFailure(error, relinkRows(plan));
    if (failure === undefined) throw error;
    throw new UserError([relinkFailed(failure, at)], { cause: error });
  }
}

function becameDynamic({ message, at }: Diagnostic): Diagnostic {
  return {
    code: CODE,
    message: `the target relinked builds what a static python.km is linked of: ${message}`,
    hint: "leave out what cannot be linked with DROP",
    at,
  };
}

function nothing(message: string, hint: string, at: SourceRange): Diagnostic {
  return { code: CODE, message, hint, at };
}

const CODE = "relinked-target";
