import type { ContainerConfig, ImageDocument } from "../oci/image-config.js";
import { formatEpoch } from "./epoch.js";
import { throughKm } from "./km-command.js";
import { kontainLabels, type LabelFacts } from "./labels.js";

/** All that the configuration of a Kontain image is made of. */
export interface KontainConfigInput extends LabelFacts {
  readonly source: ImageDocument;
  /** The effective one, from `applyConfig`. */
  readonly config: ContainerConfig;
  readonly python: LabelFacts["python"] & {
    /** The absolute path of argv[0] in the image; null when none was found. */
    readonly program: string | null;
  };
  readonly target: "krun" | "km";
  /** SOURCE_DATE_EPOCH in seconds. */
  readonly epoch?: number | undefined;
}

/** The image document of the Kontain image, as BuildKit's exporter takes it. */
export function kontainConfig(input: KontainConfigInput): ImageDocument {
  const { source, config, python, target, epoch } = input;
  const started = target === "km" ? throughKm(config, python.program) : config;
  return {
    ...withoutHistory(source),
    os: source.os,
    architecture: source.architecture,
    config: { ...started, Labels: kontainLabels(config.Labels ?? {}, input) },
    // Without an epoch BuildKit's exporter dates the image itself.
    ...(epoch !== undefined && { created: formatEpoch(epoch) }),
  };
}

/** What says how the source was made, and with which layers; the Kontain image has others. */
const OF_THE_SOURCE = new Set([
  "rootfs",
  "history",
  "created",
  "comment",
  "container",
  "container_config",
  "docker_version",
  "id",
  "layer_id",
  "parent",
  "parent_id",
  "throwaway",
  "Size",
]);

function withoutHistory(source: ImageDocument): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(source).filter(([key]) => !OF_THE_SOURCE.has(key) && !key.startsWith("moby.buildkit.")),
  );
}

/** The document's canonical bytes: JSON with sorted keys and no white space. */
export function serializeConfig(document: ImageDocument): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(sorted(document)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
