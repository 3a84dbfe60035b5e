import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Ref } from "../gateway/port.js";
import { applyConfig } from "../image/config.js";
import { parseKontainfile, type Kontainfile } from "../kontainfile/kontainfile.js";
import { linkMode } from "../plan/link-mode.js";
import type { Plan } from "../plan/schema.js";
import { analyzeSource } from "./analyze-source.js";
import { buildTarget } from "./build-target.js";
import { checkOf, solveChecked } from "./check-result.js";
import { meanwhileEncode } from "./encode-ahead.js";
import type { Environment } from "./environment.js";
import { expectBase } from "./find-toolchain.js";
import { makePython, type MadePython } from "./make-python.js";
import { planWarnings } from "./plan-warnings.js";
import type { LoadedKontainfile } from "./read-kontainfile.js";
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
  const { analysis, plan } = await analyzeSource(environment, wish);
  const { target } = environment.options;
  if (target === "toolchain") return toolchainOnly(environment, plan, kontainfile, expected);
  const mode = linkMode(plan, { link: kontainfile.link, at: kontainfile.linkRange ?? at });

  const python = await makePython(environment, {
    ...{ plan, mode, analysis, at, expected },
    prebuilt: kontainfile.toolchain,
    sourceMap: loaded.sourceMap,
  });
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
