import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Kontainfile } from "../kontainfile/kontainfile.js";
import { http } from "../llb/http.js";
import type { State } from "../llb/state.js";
import { parseDigest } from "../oci/digest.js";
import { releases } from "../plan/releases.js";
import { contextTree } from "./context-tree.js";
import type { Environment } from "./environment.js";
import { namedContext } from "./named-context.js";

const NAME = "cpython";

/** CPython's own source of this X.Y.Z: the client's named context, else python.org's tarball, pinned by its sum. */
export async function cpythonSource(
  environment: Environment,
  version: string,
  at: SourceRange,
): Promise<State> {
  const given = await contextTree(environment, { name: NAME, hint: HINT, at });
  if (given !== undefined) return given;
  const sum = releases(environment.tables.get("cpython.json") ?? "").get(version);
  const checksum = sum === undefined ? undefined : parseDigest(`sha256:${sum}`);
  if (checksum === undefined) throw new UserError([unknownRelease(version, at)]);
  const filename = `Python-${version}.tar.xz`;
  return http(`https://www.python.org/ftp/python/${version}/${filename}`, {
    checksum,
    filename,
    name: `[toolchain] ${filename} from python.org`,
  });
}

/** The releases whose source can be had; undefined where the user brings the source, or a toolchain. */
export function knownReleases(
  { tables, options }: Environment,
  { toolchain }: Kontainfile,
): readonly string[] | undefined {
  if (toolchain !== undefined || namedContext(options.contexts, NAME) !== undefined) return undefined;
  return [...releases(tables.get("cpython.json") ?? "").keys()];
}

const HINT = "pass --build-context cpython=DIR, a folder that holds CPython's source or its tarball";

function unknownRelease(version: string, at: SourceRange): Diagnostic {
  return {
    code: "toolchain-not-found",
    message: `there is no known source of CPython ${version}`,
    hint: `${HINT}; or say LINK dynamic, which needs no toolchain`,
    at,
  };
}
