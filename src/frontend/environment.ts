import type { SourceRange } from "../diagnostics/source.js";
import type { Gateway, Ref } from "../gateway/port.js";
import type { EmbeddedFiles } from "../graph/embedded.js";
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
  readonly embedded: EmbeddedFiles;
  /** The graphs that the client passed in place of folders and images, by name. */
  readonly inputs: ReadonlyMap<string, Definition>;
  /** The operations encoded so far: each graph of a build goes on from the one before. */
  readonly encoded: Map<Vertex, EncodedOp>;
}

/** Has BuildKit make a state. With `source`, a step that fails points at its line of the Kontainfile. */
export async function solve(
  { gateway, encoded }: Environment,
  state: State,
  source?: SourceMap,
): Promise<Ref> {
  const definition = marshal(state, { caps: gateway.caps.llb, source, memory: encoded });
  const { ref } = await gateway.solve({ kind: "definition", definition });
  return ref;
}

/** How the stages of this build are made; the line of the Kontainfile that they are there for is `at`. */
export function stagesOf({ options }: Environment, at: SourceRange): Stages {
  return { ignores: options.ignores, at };
}
