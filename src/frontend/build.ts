import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Ref } from "../gateway/port.js";
import { applyConfig } from "../image/config.js";
import { parseKontainfile, type Kontainfile } from "../kontainfile/kontainfile.js";
import type { Plan } from "../plan/schema.js";
import { analyzeSource } from "./analyze-source.js";
import { buildTarget } from "./build-target.js";
import { checkOf, solveChecked } from "./check-result.js";
import { meanwhileEncode } from "./encode-ahead.js";
import type { Environment } from "./environment.js";
import { expectBase } from "./find-toolchain.js";
import { linkSource } from "./link-source.js";
import type { MadePython } from "./make-python.js";
import { planWarnings } from "./plan-warnings.js";
import type { LoadedKontainfile } from "./read-kontainfile.js";
import { relinkedOnly, requireLinking } from "./relinked-only.js";
import { resolveSource } from "./resolve-source.js";
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
  const expected = expectBase(environment, kontainfile);
  const asked = resolveSource(environment, kontainfile.from);
  const source = await meanwhileEncode(environment, kontainfile, asked);
  const config = applyConfig(source.document, kontainfile.config);

  const wish = { kontainfile, source, config, sourceMap: loaded.sourceMap };
  const { target } = environment.options;
  if (target === "relinked") requireLinking(kontainfile);
  const analyzed = await analyzeSource(environment, wish);
  if (target === "toolchain") return toolchainOnly(environment, analyzed.plan, kontainfile, expected);
  if (target === "relinked") return relinkedOnly(environment, wish, analyzed.plan, expected);

  const { analysis, plan, python } = await linkSource(environment, wish, analyzed, expected);
  const warnings = (): Promise<readonly Diagnostic[]> => allWarnings(kontainfile, python, plan);
  const notes = await warningSteps(environment.gateway, warnings);
  const check = checkOf(environment, { kontainfile, source: { ...source, config }, plan, analysis });
  const parts = { target, plan, analysis, python: python.relinked, at, check, notes };
  const state = await buildTarget(environment, parts);
  const ref = await andThen(solveChecked(environment, state, loaded.sourceMap, kontainfile), () =>
    showWarnings(environment.gateway, loaded, warnings),
  );
  return { ref, config: resultConfig(environment, { source, config, plan }) };
}

async function allWarnings(
  kontainfile: Kontainfile,
  python: MadePython,
  plan: Plan,
): Promise<readonly Diagnostic[]> {
  return [...kontainfile.warnings, ...(await python.warnings()), ...planWarnings(plan, kontainfile)];
}

/** The linker's words are read once the image is made, which costs least. Where python.km cannot be had both fail, and those say why. */
async function andThen<Made>(made: Promise<Made>, say: () => Promise<void>): Promise<Made> {
  try {
    return await made;
  } finally {
    await say();
  }
}
