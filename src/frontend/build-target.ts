import { unreachable } from "../diagnostics/diagnostic.js";
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
import type { State } from "../llb/state.js";
import type { Plan } from "../plan/schema.js";
import { stagesOf, type Environment } from "./environment.js";
import { kontainMonitor } from "./kontain-monitor.js";
import type { Target } from "./options.js";

export interface Parts {
  readonly target: Exclude<Target, "toolchain" | "relinked">;
  readonly plan: Plan;
  readonly analysis: Analysis;
  readonly python: RelinkedPython | undefined;
  readonly at: SourceRange;
  readonly check: AssembleOptions["check"];
  /** Steps to be shown with the build. */
  readonly notes: readonly State[];
}

/** The state that the target asks for. */
export async function buildTarget(environment: Environment, parts: Parts): Promise<State> {
  const { epoch = 0 } = environment.options;
  const { target, plan, analysis, python } = parts;
  const { notes, check } = parts;
  const options: AssembleOptions = { stages: stagesOf(environment, parts.at), epoch, notes, check };
  switch (target) {
    case "krun":
      return assemble(plan, analysis, python, options);
    case "km":
      return withKontainMonitor(
        assemble(plan, analysis, python, options),
        await kontainMonitor(environment, parts.at),
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
