import * as z from "zod";
import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { fromDefinition } from "../llb/definition.js";
import type { State } from "../llb/state.js";
import type { Environment } from "./environment.js";

/** What another build of the client's made (`input:NAME`), and its image configuration where that is an image. */
export interface InputContext {
  readonly state: State;
  readonly config: Uint8Array | undefined;
}

/** As the exporter's keys: base64 texts by name. */
const Metadata = z.record(z.string(), z.base64());

export function inputContext(environment: Environment, name: string, at: SourceRange): InputContext {
  const definition = environment.inputs.get(name);
  if (definition === undefined) {
    const known = [...environment.inputs.keys()].sort().join(", ");
    const hint = known === "" ? "the client passed no inputs" : `the client passed ${known}`;
    throw bad(`there is no input ${name}`, hint, at);
  }
  return { state: fromDefinition(definition), config: configOf(environment, name, at) };
}

function configOf({ options }: Environment, name: string, at: SourceRange): Uint8Array | undefined {
  const text = options.inputMetadata.get(name);
  if (text === undefined) return undefined;
  const metadata = Metadata.safeParse(parseJson(text));
  if (!metadata.success) {
    const hint = 'it is JSON: {"containerimage.config": BASE64}';
    throw bad(`the option input-metadata:${name} is not what clients send`, hint, at);
  }
  const config = metadata.data["containerimage.config"];
  return config === undefined ? undefined : Buffer.from(config, "base64");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bad(message: string, hint: string, at: SourceRange): UserError {
  const diagnostic: Diagnostic = { code: "context-form", message, hint, at };
  return new UserError([diagnostic]);
}
