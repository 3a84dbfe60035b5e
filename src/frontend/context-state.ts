import { unreachable } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { local } from "../llb/local.js";
import type { State } from "../llb/state.js";
import type { Environment } from "./environment.js";
import { findImage, findInLayout } from "./found-image.js";
import { inputContext } from "./input-context.js";
import type { NamedContext } from "./named-context.js";

/** What a named context holds, as a tree; undefined where it is of a form that holds none. Fails with a GatewayError. */
export async function contextState(
  environment: Environment,
  { name, context, followPaths, at }: ContextWish,
): Promise<State | undefined> {
  switch (context.kind) {
    case "image":
      return (await findImage(environment, context.ref)).state;
    case "layout":
      return (await findInLayout(environment, context, { repository: name })).state;
    case "input":
      return inputContext(environment, context.name, at).state;
    case "local":
      return local(context.name, {
        sessionId: environment.sessionId,
        sharedKeyHint: name,
        ...(followPaths !== undefined && { followPaths }),
        name: `[context ${name}] load from client`,
      });
    case "other":
      return undefined;
    default:
      return unreachable(context);
  }
}

export interface ContextWish {
  readonly name: string;
  readonly context: NamedContext;
  /** Of a folder of the client's, what is needed. */
  readonly followPaths?: readonly string[];
  /** The line of the Kontainfile that needs it. */
  readonly at: SourceRange;
}
