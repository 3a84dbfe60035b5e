import { kontainConfig, serializeConfig } from "../image/kontain-config.js";
import { ImageDocument, type ContainerConfig } from "../oci/image-config.js";
import { formatImageRef } from "../oci/image-ref.js";
import { LINUX_AMD64 } from "../oci/platform.js";
import type { Plan } from "../plan/schema.js";
import type { Environment } from "./environment.js";
import type { SourceImage } from "./resolve-source.js";

export interface ResultFacts {
  readonly source: SourceImage;
  /** The effective one. */
  readonly config: ContainerConfig;
  readonly plan: Plan;
}

/** The configuration of what the target returns; python.km and plan are files, which run nothing. */
export function resultConfig({ options }: Environment, { source, config, plan }: ResultFacts): Uint8Array {
  const { target, labels, epoch } = options;
  if (target !== "krun" && target !== "km") return serializeConfig(ImageDocument.parse(LINUX_AMD64));
  return serializeConfig(
    kontainConfig({
      source: source.document,
      base: { name: formatImageRef({ ...source.ref, digest: undefined }), digest: source.digest },
      config,
      python: {
        version: plan.python.version,
        link: plan.link.mode,
        modules: plan.modules.filter((module) => module.linked).map((module) => module.name),
        program: plan.entrypoint.program,
      },
      target,
      extraLabels: labels,
      epoch,
    }),
  );
}
