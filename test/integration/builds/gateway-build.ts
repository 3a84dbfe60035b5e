import { build, type Outcome } from "../../../harness/control.js";
import type { Folder } from "../../../harness/control/folder.js";
import { FRONTEND_TAG } from "../../../harness/frontend-image.js";
import type { Stage } from "../stage.js";

/** A conversion as `buildctl build --frontend gateway.v0` asks for it. */
export interface GatewayBuild {
  /** The folder that holds the Kontainfile, on disk or in memory. */
  readonly folder: Folder;
  readonly filename?: string;
  /** What the result is called in the engine's store; without one it stays in the build cache. */
  readonly tag?: string;
  /** BuildKit's own names: `target`, `no-cache`, `build-arg:NAME`. */
  readonly attrs?: Readonly<Record<string, string>>;
}

/** Convert over BuildKit's control API, whose statuses say what each step did. */
export async function gatewayBuild({ engine }: Stage, asked: GatewayBuild): Promise<Outcome> {
  const { folder, filename = "Kontainfile", tag, attrs = {} } = asked;
  const outcome = await build(engine.host, {
    attrs: { source: FRONTEND_TAG, filename, ...attrs },
    local: { dockerfile: folder, context: folder },
    ...(tag !== undefined && { exporter: { type: "moby", attrs: { name: `docker.io/${tag}` } } }),
  });
  if (outcome.error !== undefined) throw outcome.error;
  return outcome;
}

/** A step's fate, by what its name starts with: all that BuildKit told of it. */
export function fateOf({ vertices }: Outcome, name: string): "cached" | "ran" | "absent" {
  const found = vertices.filter((vertex) => vertex.name.startsWith(name));
  if (found.length === 0) return "absent";
  return found.every((vertex) => vertex.cached) ? "cached" : "ran";
}
