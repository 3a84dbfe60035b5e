import type { SourceRange } from "../diagnostics/source.js";
import type { Gateway, Ref } from "../gateway/port.js";
import type { EmbeddedFiles, Programs } from "../graph/embedded.js";
import type { Stages } from "../graph/stages.js";
import { marshal, type Definition, type EncodedOp, type Vertex } from "../llb/marshal.js";
import type { SourceMap } from "../llb/source-map.js";
import type { State } from "../llb/state.js";
import type { BuildOptions } from "./options.js";

/** All that a build knows of the world. */
export interface Environment {
  readonly gateway: Gateway;
  readonly options: BuildOptions;
  readonly sessionId: string;
  /** Our own programs, for the steps that run them. */
  readonly programs: Programs;
  readonly tables: EmbeddedFiles["tables"];
  /** The graphs that the client passed in place of folders and images, by name. */
  readonly inputs: ReadonlyMap<string, Definition>;
  /** The operations encoded so far: each graph of a build goes on from the one before. */
  readonly encoded: Map<Vertex, EncodedOp>;
}

/** Has BuildKit make a state, when its ref is first used or, with `evaluate`, at once. With `source`, a step that fails points at its line of the Kontainfile. */
export async function solve(
  { gateway, encoded }: Environment,
  state: State,
  source?: SourceMap,
  options: { readonly evaluate?: boolean } = {},
): Promise<Ref> {
  const definition = marshal(state, { caps: gateway.caps.llb, source, memory: encoded });
  const { ref } = await gateway.solve({ kind: "definition", definition, ...options });
  return ref;
}

/** Encodes a state that a later graph will have: for times when it is the daemon's turn. */
export function encodeAhead({ gateway, encoded }: Environment, state: State): void {
  marshal(state, { caps: gateway.caps.llb, memory: encoded });
}

/** How the stages of this build are made; the line of the Kontainfile that they are there for is `at`. */
export function stagesOf({ options }: Environment, at: SourceRange): Stages {
  return { ignores: options.ignores, at };
}
