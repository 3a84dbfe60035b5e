import { UserError } from "../diagnostics/diagnostic.js";
import type { SourceFile } from "../diagnostics/source.js";
import { FileTooLargeError, GatewayError } from "../gateway/gateway-error.js";
import { fromDefinition } from "../llb/definition.js";
import { local } from "../llb/local.js";
import { digestOf, marshal, type Definition } from "../llb/marshal.js";
import type { SourceMap } from "../llb/source-map.js";
import type { State } from "../llb/state.js";
import type { Digest } from "../oci/digest.js";
import type { Environment } from "./environment.js";

/** The Kontainfile and the vertex that read it: warnings point at both. */
export interface LoadedKontainfile {
  readonly file: SourceFile;
  /** The same with the state that it came from, for the graph's source map. */
  readonly sourceMap: SourceMap;
  readonly definition: Definition;
  readonly digest: Digest | undefined;
}

const KONTAINFILE_LIMIT_BYTES = 1024 * 1024;

/** Reads the Kontainfile from the client's folder of that name. */
export async function readKontainfile(environment: Environment): Promise<LoadedKontainfile> {
  const { gateway, options } = environment;
  const state = kontainfileFolder(environment);
  const definition = marshal(state, { caps: gateway.caps.llb });
  const digest = digestOf(state, { caps: gateway.caps.llb });
  const { ref } = await gateway.solve({ kind: "definition", definition });
  try {
    const bytes = await ref.readFile(options.filename, { limit: KONTAINFILE_LIMIT_BYTES });
    const file = { name: options.filename, text: new TextDecoder().decode(bytes) };
    return { file, sourceMap: { ...file, language: "Dockerfile", state }, definition, digest };
  } catch (error) {
    if (!(error instanceof GatewayError || error instanceof FileTooLargeError)) throw error;
    const message = `the Kontainfile ${options.filename} cannot be read: ${error.message}`;
    const hint = "name it with -f, e.g. docker build -f Kontainfile .";
    throw new UserError([{ code: "kontainfile-not-read", message, hint }], { cause: error });
  }
}

const FOLDER = "dockerfile";

/** An input stands in for the client's folder, unless the client names the folder: so do Dockerfiles. */
function kontainfileFolder({ options, sessionId, inputs }: Environment): State {
  const { filename, dockerfileKey: key = FOLDER } = options;
  const input = options.dockerfileKey === undefined ? inputs.get(FOLDER) : undefined;
  if (input !== undefined) return fromDefinition(input);
  return local(key, {
    sessionId,
    sharedKeyHint: key,
    followPaths: [filename],
    name: `[internal] load build definition from ${filename}`,
  });
}
