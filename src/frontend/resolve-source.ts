import { UserError } from "../diagnostics/diagnostic.js";
import { GatewayError } from "../gateway/gateway-error.js";
import type { FromImage } from "../kontainfile/kontainfile.js";
import { image } from "../llb/image.js";
import type { State } from "../llb/state.js";
import type { Digest } from "../oci/digest.js";
import { ImageDocument } from "../oci/image-config.js";
import { formatImageRef, parseImageRef, type ImageRef } from "../oci/image-ref.js";
import { formatPlatform, LINUX_AMD64 } from "../oci/platform.js";
import type { Environment } from "./environment.js";
import { namedContext } from "./named-context.js";

/** The image that FROM names, pinned where the store gives a digest. */
export interface SourceImage {
  /** As written in FROM. */
  readonly name: string;
  /** In full, as labels and registries know it. */
  readonly ref: ImageRef;
  readonly digest: Digest | undefined;
  readonly document: ImageDocument;
  readonly state: State;
}

export async function resolveSource(environment: Environment, from: FromImage): Promise<SourceImage> {
  const ref = sourceRef(environment, from);
  const { digest, document } = await resolveDocument(environment, from, ref);
  const { os, architecture } = document;
  if (os !== LINUX_AMD64.os || architecture !== LINUX_AMD64.architecture) {
    throw new UserError([
      {
        code: "platform",
        message: `${from.image} is an image for ${formatPlatform({ os, architecture })}; KM runs linux/amd64 only`,
        hint: "name an image for linux/amd64, or pull it with --platform=linux/amd64",
        at: from.range,
      },
    ]);
  }
  const { resolveMode } = environment.options;
  const state = image(formatImageRef({ ...ref, digest: digest ?? ref.digest }), {
    platform: LINUX_AMD64,
    resolveMode,
  });
  return { name: from.image, ref, digest: digest ?? ref.digest, document, state };
}

/** A named context of FROM's name wins, as in Dockerfiles. */
function sourceRef(environment: Environment, from: FromImage): ImageRef {
  const context = namedContext(environment.options.contexts, from.image);
  if (context === undefined) return from.ref;
  const ref = context.kind === "image" ? parseImageRef(context.ref) : undefined;
  if (ref !== undefined) return ref;
  throw new UserError([
    {
      code: "context-form",
      message: `the named context ${from.image} (${context.text}) is not an image`,
      hint: `FROM takes --build-context ${from.image}=docker-image://REFERENCE`,
      at: from.range,
    },
  ]);
}

async function resolveDocument(
  { gateway, options }: Environment,
  from: FromImage,
  ref: ImageRef,
): Promise<{ digest: Digest | undefined; document: ImageDocument }> {
  const name = formatImageRef(ref);
  try {
    const { digest, config } = await gateway.resolveImageConfig(name, {
      platform: LINUX_AMD64,
      resolveMode: options.resolveMode,
      logName: `[internal] load metadata for ${name}`,
    });
    return { digest, document: ImageDocument.parse(JSON.parse(new TextDecoder().decode(config))) };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const diagnostic = {
      code: "source-image",
      message: `the source image ${from.image} cannot be had: ${error.message}`,
      hint: "build or pull it first (docker images lists what is there), or correct its name in FROM",
      at: from.range,
    };
    throw new UserError([diagnostic], { cause: error });
  }
}
