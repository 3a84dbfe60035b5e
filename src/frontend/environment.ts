import type { Gateway } from "../gateway/port.js";
import type { EmbeddedFiles } from "../graph/embedded.js";
import type { BuildOptions } from "./options.js";

/** All that a build knows of the world. */
export interface Environment {
  readonly gateway: Gateway;
  readonly options: BuildOptions;
  readonly sessionId: string;
  readonly embedded: EmbeddedFiles;
}
