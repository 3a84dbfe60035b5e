import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { FrontendOptions } from "../gateway/options.js";
import type { Gateway } from "../gateway/port.js";
import { statusOf } from "../gateway/status-of.js";
import type { EmbeddedFiles } from "../graph/embedded.js";
import { build } from "./build.js";
import type { Environment } from "./environment.js";
import { buildOptions } from "./options.js";
import { readKontainfile, type LoadedKontainfile } from "./read-kontainfile.js";

/** Answers one request of the client: builds, and returns the result or the failure. The only place that catches. */
export async function run(
  gateway: Gateway,
  options: FrontendOptions,
  embedded: EmbeddedFiles,
): Promise<void> {
  let loaded: LoadedKontainfile | undefined;
  try {
    const environment: Environment = {
      gateway,
      options: buildOptions(options),
      sessionId: options.sessionId,
      embedded,
    };
    loaded = await readKontainfile(environment);
    const { ref, config, warnings } = await build(environment, loaded);
    for (const warning of warnings) await warn(gateway, loaded, warning);
    await gateway.returnResult({ ref, metadata: new Map([["containerimage.config", config]]) });
  } catch (error) {
    await gateway.returnError(statusOf(error, loaded?.file));
  }
}

/** A warning belongs to a vertex: the one that read the Kontainfile. */
async function warn(
  gateway: Gateway,
  loaded: LoadedKontainfile,
  { message, hint, at }: Diagnostic,
): Promise<void> {
  if (loaded.digest === undefined) return;
  await gateway.warn({
    digest: loaded.digest,
    short: message,
    detail: hint === undefined ? [] : [hint],
    file: loaded.file,
    definition: loaded.definition,
    ranges: at === undefined ? [] : [at],
  });
}
