import { UserError, unreachable, type Diagnostic } from "../diagnostics/diagnostic.js";
import { GatewayError } from "../gateway/gateway-error.js";
import type { FromImage } from "../kontainfile/kontainfile.js";
import type { State } from "../llb/state.js";
import type { Digest } from "../oci/digest.js";
import type { ImageDocument } from "../oci/image-config.js";
import type { ImageRef } from "../oci/image-ref.js";
import type { Environment } from "./environment.js";
import { findImage, findInLayout } from "./found-image.js";
import { inputContext } from "./input-context.js";
import { namedContext } from "./named-context.js";
import { sourceDocument } from "./source-document.js";

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
  const { config, ...found } = await findSource(environment, from);
  return { name: from.image, ...found, document: sourceDocument(config, from) };
}

type Found = Omit<SourceImage, "name" | "document"> & { readonly config: Uint8Array | undefined };

/** A named context of FROM's name wins, as in Dockerfiles. */
async function findSource(environment: Environment, from: FromImage): Promise<Found> {
  const context = namedContext(environment.options.contexts, from.image);
  try {
    switch (context?.kind) {
      case undefined:
        return await findImage(environment, from.ref);
      case "image":
        return await findImage(environment, context.ref);
      case "layout":
        return await findInLayout(environment, context, from.ref);
      case "input": {
        const { state, config } = inputContext(environment, context.name, from.range);
        return { ref: from.ref, digest: undefined, config, state };
      }
      case "local":
      case "other":
        throw new UserError([notAnImage(context.text, from)]);
      default:
        return unreachable(context);
    }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new UserError([noSource(error, from)], { cause: error });
  }
}

function notAnImage(context: string, { image, range }: FromImage): Diagnostic {
  return {
    code: "context-form",
    message: `the named context ${image} (${context}) is not an image`,
    hint: `FROM takes --build-context ${image}=docker-image://REFERENCE or oci-layout://FOLDER`,
    at: range,
  };
}

function noSource({ message }: GatewayError, { image, range }: FromImage): Diagnostic {
  if (message.includes("no match for platform in manifest")) {
    return {
      code: "platform",
      message: `${image} is not an image for linux/amd64: ${message}`,
      hint: "name an image for linux/amd64, or pull it with --platform=linux/amd64",
      at: range,
    };
  }
  return {
    code: "source-image",
    message: `the source image ${image} cannot be had: ${message}`,
    hint: "build or pull it for linux/amd64 first (docker images lists what is there), or correct its name in FROM",
    at: range,
  };
}
