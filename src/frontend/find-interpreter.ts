import { UserError } from "../diagnostics/diagnostic.js";
import type { Ref } from "../gateway/port.js";
import type { FromImage } from "../kontainfile/kontainfile.js";
import type { ContainerConfig } from "../oci/image-config.js";
import { locateInterpreter } from "./locate.js";
import { sourceFiles } from "./source-files.js";

/** The interpreter of the source image, absolute; an image without one is the user's error. */
export async function findInterpreter(
  source: Ref,
  config: ContainerConfig,
  from: FromImage,
): Promise<string> {
  const path = await locateInterpreter(sourceFiles(source), config);
  if (path !== undefined) return path;
  throw new UserError([
    {
      code: "python-not-found",
      message: `nothing in /bin, /usr/bin or PATH of ${from.image} is a Python interpreter`,
      hint: "name an image that contains python3 in FROM",
      at: from.range,
    },
  ]);
}
