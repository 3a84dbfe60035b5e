import { UserError, unreachable, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Analysis } from "../graph/analyze.js";
import {
  assemble,
  payloadOnly,
  planOnly,
  withKontainMonitor,
  type AssembleOptions,
  type RelinkedPython,
} from "../graph/assemble.js";
import { image } from "../llb/image.js";
import { local } from "../llb/local.js";
import type { State } from "../llb/state.js";
import { formatImageRef, parseImageRef } from "../oci/image-ref.js";
import { LINUX_AMD64 } from "../oci/platform.js";
import type { Plan } from "../plan/schema.js";
import { stagesOf, type Environment } from "./environment.js";
import { namedContext } from "./named-context.js";

export interface Parts {
  readonly plan: Plan;
  readonly analysis: Analysis;
  readonly python: RelinkedPython | undefined;
  readonly at: SourceRange;
}

/** The state that the target asks for. */
export function buildTarget(environment: Environment, parts: Parts): State {
  const { epoch = 0, target } = environment.options;
  const { plan, analysis, python } = parts;
  const options: AssembleOptions = { stages: stagesOf(environment, parts.at), epoch };
  switch (target) {
    case "krun":
      return assemble(plan, analysis, python, options);
    case "km":
      return withKontainMonitor(
        assemble(plan, analysis, python, options),
        kontainMonitor(environment, parts.at),
        options,
      );
    case "python.km":
      return payloadOnly(plan, analysis, python, options);
    case "plan":
      return planOnly(analysis, options);
    default:
      return unreachable(target);
  }
}

/** The folder or image with /opt/kontain/bin/km that the client names. */
function kontainMonitor({ options, sessionId }: Environment, at: SourceRange): State {
  const context = namedContext(options.contexts, "km");
  if (context === undefined) {
    throw new UserError([noMonitor("the target km needs Kontain Monitor in the named context km", at)]);
  }
  switch (context.kind) {
    case "image": {
      const ref = parseImageRef(context.ref);
      if (ref === undefined)
        throw new UserError([noMonitor(`${context.text} is not an image reference`, at)]);
      return image(formatImageRef(ref), { platform: LINUX_AMD64, resolveMode: options.resolveMode });
    }
    case "local":
      return local(context.name, { sessionId, sharedKeyHint: "km", followPaths: ["opt/kontain/bin/km"] });
    default:
      throw new UserError([
        noMonitor(`the named context km (${context.text}) is neither a folder nor an image`, at),
      ]);
  }
}

function noMonitor(message: string, at: SourceRange): Diagnostic {
  const hint =
    "pass --build-context km=DIR, a folder that holds opt/kontain/bin/km, or km=docker-image://REFERENCE";
  return { code: "km-missing", message, hint, at };
}
