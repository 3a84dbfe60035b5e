import { UserError } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { GatewayError } from "../gateway/gateway-error.js";
import type { Ref } from "../gateway/port.js";
import type { State } from "../llb/state.js";
import { contextState } from "./context-state.js";
import { solve, type Environment } from "./environment.js";
import { namedContext } from "./named-context.js";

export interface TreeWish {
  /** The context's name. */
  readonly name: string;
  /** Of a folder of the client's, what is needed. */
  readonly followPaths?: readonly string[];
  /** How the client should have passed it. */
  readonly hint: string;
  readonly at: SourceRange;
}

/** The tree of a named context that the client may leave out; one of no use is the user's error. */
export async function contextTree(environment: Environment, wish: TreeWish): Promise<State | undefined> {
  const context = namedContext(environment.options.contexts, wish.name);
  if (context === undefined) return undefined;
  const state = await orUnusable(environment, wish, contextState(environment, { ...wish, context }));
  if (state !== undefined) return state;
  const message = `the named context ${wish.name} (${context.text}) is neither a folder nor an image`;
  throw new UserError([{ code: "context-form", message, hint: wish.hint, at: wish.at }]);
}

/** The same, to build on and to look into. */
export async function contextFiles<Seen>(
  environment: Environment,
  wish: TreeWish,
  look: (ref: Ref) => Promise<Seen>,
): Promise<{ readonly state: State; readonly seen: Seen } | undefined> {
  const state = await contextTree(environment, wish);
  if (state === undefined) return undefined;
  return { state, seen: await orUnusable(environment, wish, solve(environment, state).then(look)) };
}

async function orUnusable<T>(
  { options }: Environment,
  { name, hint, at }: TreeWish,
  answer: Promise<T>,
): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { text = "" } = namedContext(options.contexts, name) ?? {};
    const message = `the named context ${name} (${text}) cannot be had: ${error.message}`;
    throw new UserError([{ code: "context-form", message, hint, at }], { cause: error });
  }
}
