import { UserError } from "../diagnostics/diagnostic.js";
import type { SourceFile } from "../diagnostics/source.js";
import { FileTooLargeError, GatewayError } from "../gateway/gateway-error.js";
import { fromDefinition } from "../llb/definition.js";
import { digestOf, type Definition } from "../llb/marshal.js";
import type { SourceMap } from "../llb/source-map.js";
import type { Digest } from "../oci/digest.js";
import { askIn, KONTAINFILE_FOLDER, type AskedKontainfile } from "./ask-kontainfile.js";
import type { Environment } from "./environment.js";

/** The Kontainfile and the vertex that read it: warnings point at both. */
export interface LoadedKontainfile {
  readonly file: SourceFile;
  /** The same with the state that it came from, for the graph's source map. */
  readonly sourceMap: SourceMap;
  readonly definition: Definition;
  readonly digest: Digest | undefined;
}

/** Waits for the Kontainfile that was asked for. */
export async function readKontainfile(
  environment: Environment,
  asked: Promise<AskedKontainfile>,
): Promise<LoadedKontainfile> {
  const { state, definition, filename, bytes } = await (askInput(environment) ?? asked);
  try {
    const file = { name: filename, text: new TextDecoder().decode(await bytes) };
    return {
      file,
      sourceMap: { ...file, language: "Dockerfile", state },
      definition,
      digest: digestOf(state),
    };
  } catch (error) {
    if (!(error instanceof GatewayError || error instanceof FileTooLargeError)) throw error;
    const message = `the Kontainfile ${filename} cannot be read: ${error.message}`;
    const hint = "name it with -f, e.g. docker build -f Kontainfile .";
    throw new UserError([{ code: "kontainfile-not-read", message, hint }], { cause: error });
  }
}

/** An input stands in for the client's folder, unless the client names the folder: so do Dockerfiles. */
function askInput({ gateway, options, inputs }: Environment): Promise<AskedKontainfile> | undefined {
  const input = options.dockerfileKey === undefined ? inputs.get(KONTAINFILE_FOLDER) : undefined;
  if (input === undefined) return undefined;
  return askIn(
    (request) => gateway.solve(request),
    () => fromDefinition(input),
    options.filename,
  );
}
