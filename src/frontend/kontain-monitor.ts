import { UserError, unreachable, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { GatewayError } from "../gateway/gateway-error.js";
import { local } from "../llb/local.js";
import type { State } from "../llb/state.js";
import type { Environment } from "./environment.js";
import { findImage, findInLayout } from "./found-image.js";
import { inputContext } from "./input-context.js";
import { namedContext } from "./named-context.js";

const NAME = "km";

/** The folder or image with /opt/kontain/bin/km that the client names. */
export async function kontainMonitor(environment: Environment, at: SourceRange): Promise<State> {
  const { options, sessionId } = environment;
  const context = namedContext(options.contexts, NAME);
  if (context === undefined) {
    throw new UserError([noMonitor("the target km needs Kontain Monitor in the named context km", at)]);
  }
  try {
    switch (context.kind) {
      case "image":
        return (await findImage(environment, context.ref)).state;
      case "layout":
        return (await findInLayout(environment, context, { repository: NAME })).state;
      case "input":
        return inputContext(environment, context.name, at).state;
      case "local":
        return local(context.name, {
          sessionId,
          sharedKeyHint: NAME,
          followPaths: ["opt/kontain/bin/km"],
          name: `[context ${NAME}] load from client`,
        });
      case "other": {
        const message = `the named context km (${context.text}) is neither a folder nor an image`;
        throw new UserError([noMonitor(message, at)]);
      }
      default:
        return unreachable(context);
    }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const message = `the named context km (${context.text}) cannot be had: ${error.message}`;
    throw new UserError([noMonitor(message, at)], { cause: error });
  }
}

function noMonitor(message: string, at: SourceRange): Diagnostic {
  const hint =
    "pass --build-context km=DIR, a folder that holds opt/kontain/bin/km, or km=docker-image://REFERENCE";
  return { code: "km-missing", message, hint, at };
}
