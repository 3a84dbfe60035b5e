import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { exitCodeOf } from "../gateway/gateway-error.js";
import type { Ref } from "../gateway/port.js";
import { parseLinkReport, type LinkReport } from "../plan/link-report.js";
import { relinkRows } from "../plan/relink.js";
import type { Plan } from "../plan/schema.js";
import { relinkFailure } from "./relink-failure.js";

/** The linker's exit code for "no such toolchain"; its log names what there is. */
const TOOLCHAIN_NOT_FOUND = 3;
const REPORT_LIMIT_BYTES = 1024 * 1024;

/** What the linker says of its python.km; where there is none, why. */
export async function readReport(linked: Promise<Ref>, plan: Plan, at: SourceRange): Promise<LinkReport> {
  try {
    const ref = await linked;
    return parseLinkReport(await ref.readFile("/report.json", { limit: REPORT_LIMIT_BYTES }));
  } catch (error) {
    const ofToolchain = relinkFailure(error, relinkRows(plan)) === undefined;
    if (!ofToolchain || exitCodeOf(error) !== TOOLCHAIN_NOT_FOUND) throw error;
    throw new UserError([toolchainNotFound(plan, at)], { cause: error });
  }
}

function toolchainNotFound({ python, origin }: Plan, at: SourceRange): Diagnostic {
  const code = "toolchain-not-found";
  if (origin.kind !== "debian") {
    const message = `there is no toolchain for Python ${python.version}: its source is not what was given`;
    const hint =
      "the log of the toolchain step says what was found; pass the exact CPython as --build-context cpython=DIR";
    return { code, message, hint, at };
  }
  const name = `${origin.distribution} ${origin.suite}, ${origin.version}`;
  return {
    code,
    message: `there is no toolchain for Python ${python.version} (${name}): the distribution has it no more`,
    hint: "the log of the toolchain step names the versions that it has; update the source image, or say LINK dynamic",
    at,
  };
}
