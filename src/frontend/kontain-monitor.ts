import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { GatewayError } from "../gateway/gateway-error.js";
import type { State } from "../llb/state.js";
import { contextState } from "./context-state.js";
import type { Environment } from "./environment.js";
import { namedContext } from "./named-context.js";

const NAME = "km";

/** The folder or image with /opt/kontain/bin/km that the client names. */
export async function kontainMonitor(environment: Environment, at: SourceRange): Promise<State> {
  const context = namedContext(environment.options.contexts, NAME);
  if (context === undefined) {
    throw new UserError([noMonitor("the target km needs Kontain Monitor in the named context km", at)]);
  }
  try {
    const followPaths = ["opt/kontain/bin/km"];
    const state = await contextState(environment, { name: NAME, context, followPaths, at });
    if (state !== undefined) return state;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const message = `the named context km (${context.text}) cannot be had: ${error.message}`;
    throw new UserError([noMonitor(message, at)], { cause: error });
  }
  const message = `the named context km (${context.text}) is neither a folder nor an image`;
  throw new UserError([noMonitor(message, at)]);
}

function noMonitor(message: string, at: SourceRange): Diagnostic {
  const hint =
    "pass --build-context km=DIR, a folder that holds opt/kontain/bin/km, or km=docker-image://REFERENCE";
  return { code: "km-missing", message, hint, at };
}
