import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { FromImage } from "../kontainfile/kontainfile.js";
import { ImageDocument } from "../oci/image-config.js";
import { formatPlatform, LINUX_AMD64 } from "../oci/platform.js";

/** The source image's configuration document; without one, the tree is taken for an image that says nothing. */
export function sourceDocument(config: Uint8Array | undefined, from: FromImage): ImageDocument {
  const parsed = ImageDocument.safeParse(config === undefined ? LINUX_AMD64 : parseJson(config));
  if (!parsed.success) throw new UserError([noDocument(from)], { cause: parsed.error });
  const { os, architecture } = parsed.data;
  if (os !== LINUX_AMD64.os || architecture !== LINUX_AMD64.architecture) {
    throw new UserError([otherPlatform(formatPlatform({ os, architecture }), from)]);
  }
  return parsed.data;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function noDocument({ image, range }: FromImage): Diagnostic {
  return {
    code: "source-config",
    message: `the configuration of ${image} is not that of a container image`,
    hint: "name an image that docker run can start",
    at: range,
  };
}

function otherPlatform(platform: string, { image, range }: FromImage): Diagnostic {
  return {
    code: "platform",
    message: `${image} is an image for ${platform}; KM runs linux/amd64 only`,
    hint: "name an image for linux/amd64, or pull it with --platform=linux/amd64",
    at: range,
  };
}
