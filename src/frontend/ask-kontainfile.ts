import type { Gateway } from "../gateway/port.js";
import { local } from "../llb/local.js";
import { marshal, type Definition } from "../llb/marshal.js";
import type { State } from "../llb/state.js";

/**
 * A Kontainfile on its way. This is the first thing that a build asks for, before the rest of the program is loaded and
 * before anything is known of the daemon; so this file imports little, and uses nothing that needs a cap.
 */
export interface AskedKontainfile {
  readonly state: State;
  readonly definition: Definition;
  readonly filename: string;
  readonly bytes: Promise<Uint8Array>;
}

/** The client's folder that holds the Kontainfile, where the client does not say. */
export const KONTAINFILE_FOLDER = "dockerfile";
const LIMIT_BYTES = 1024 * 1024;

/** Asks for the client's Kontainfile; comes back when the file is under way. */
export function askKontainfile(
  solve: Gateway["solve"],
  settings: ReadonlyMap<string, string>,
  sessionId: string,
): Promise<AskedKontainfile> {
  const filename = filenameOf(settings);
  const key = settings.get("dockerfilekey") ?? KONTAINFILE_FOLDER;
  const folder = (): State =>
    local(key, {
      sessionId,
      sharedKeyHint: key,
      followPaths: [filename],
      name: `[internal] load build definition from ${filename}`,
    });
  return withoutComplaint(askIn(solve, folder, filename));
}

/** Asks for the file in a folder that a graph makes. */
export async function askIn(
  solve: Gateway["solve"],
  folder: () => State,
  filename: string,
): Promise<AskedKontainfile> {
  const state = folder();
  const definition = marshal(state);
  const { ref } = await solve({ kind: "definition", definition });
  return {
    state,
    definition,
    filename,
    bytes: withoutComplaint(ref.readFile(filename, { limit: LIMIT_BYTES })),
  };
}

/** The option's default, which only a client that is no `docker build` leaves to us. */
function filenameOf(settings: ReadonlyMap<string, string>): string {
  return settings.get("filename") ?? "Kontainfile";
}

/** Nobody may ever wait for it, where the client gives the file otherwise: then its failure means nothing. */
function withoutComplaint<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
