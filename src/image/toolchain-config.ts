import { ImageDocument } from "../oci/image-config.js";
import { LINUX_AMD64 } from "../oci/platform.js";
import type { Plan } from "../plan/schema.js";
import { formatEpoch } from "./epoch.js";

/** The image document of a toolchain: a root to link in, which starts nothing. */
export function toolchainConfig(
  { python }: Plan,
  { labels, epoch }: { readonly labels: ReadonlyMap<string, string>; readonly epoch: number | undefined },
): ImageDocument {
  return ImageDocument.parse({
    ...LINUX_AMD64,
    config: {
      Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
      Labels: {
        "app.kontain.toolchain": python.version,
        "app.kontain.toolchain.soabi": python.soabi,
        ...Object.fromEntries(labels),
      },
    },
    ...(epoch !== undefined && { created: formatEpoch(epoch) }),
  });
}
