import type { FrontendOptions } from "../gateway/options.js";
import type { Gateway } from "../gateway/port.js";
import { statusOf } from "../gateway/status-of.js";
import { programsOf, type EmbeddedFiles } from "../graph/embedded.js";
import type { AskedKontainfile } from "./ask-kontainfile.js";
import { build } from "./build.js";
import type { Environment } from "./environment.js";
import { requireFrontendCaps } from "./frontend-caps.js";
import { buildOptions } from "./options.js";
import { readKontainfile, type LoadedKontainfile } from "./read-kontainfile.js";
import { answerRequest } from "./subrequests/answer.js";
import { parseRequest } from "./subrequests/requests.js";

/** Answers one request of the client: builds, and returns the result or the failure. The only place that catches. */
export async function run(
  gateway: Gateway,
  options: FrontendOptions,
  embedded: EmbeddedFiles,
  asked: Promise<AskedKontainfile>,
): Promise<void> {
  let loaded: LoadedKontainfile | undefined;
  try {
    requireFrontendCaps(options.all.get("frontend.caps") ?? "");
    const request = parseRequest(options.all.get("requestid"));
    const environment: Environment = {
      gateway,
      options: buildOptions(options),
      sessionId: options.sessionId,
      programs: programsOf(embedded),
      tables: embedded.tables,
      inputs: gateway.inputs,
      encoded: new Map(),
    };
    loaded = await readKontainfile(environment, asked);
    if (request !== undefined) {
      const metadata = answerRequest(request, loaded.file, environment.options);
      await gateway.returnResult({ metadata });
      return;
    }
    const { ref, config } = await build(environment, loaded);
    await gateway.returnResult({ ref, metadata: new Map([["containerimage.config", config]]) });
  } catch (error) {
    await gateway.returnError(statusOf(error, loaded?.file));
  }
}
