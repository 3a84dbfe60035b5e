import type { ConfigChanges } from "../kontainfile/config-changes.js";
import type { ContainerConfig, ImageDocument } from "../oci/image-config.js";

/** The source's configuration with the Kontainfile's changes over it, by Docker's rules. */
export function applyConfig(_source: ImageDocument, _changes: ConfigChanges): ContainerConfig {
  throw new Error("applyConfig is being written");
}
