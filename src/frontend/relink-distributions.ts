import type { SourceRange } from "../diagnostics/source.js";
import { relink } from "../graph/relink.js";
import type { Relinked } from "../graph/relinked.js";
import type { State } from "../llb/state.js";
import { relinkRows } from "../plan/relink.js";
import type { Plan } from "../plan/schema.js";
import { stagesOf, type Environment } from "./environment.js";
import { givenRecords } from "./given-records.js";
import { givenSources } from "./given-sources.js";
import { proxyOf } from "./proxy.js";

export interface RelinkingWish {
  readonly plan: Plan;
  /** The root to build in. */
  readonly tools: State;
  /** The line to blame: LINK's, or FROM's. */
  readonly at: SourceRange;
}

/** Every distribution that the plan has for it, built once more in the toolchain; those that the client has already are taken. */
export async function relinkDistributions(
  environment: Environment,
  { plan, tools, at }: RelinkingWish,
): Promise<readonly Relinked[]> {
  const rows = relinkRows(plan);
  if (rows.length === 0) return [];
  const known = await givenRecords(environment, rows, at);
  const missing = rows.filter((row) => !known.has(row));
  const sourceOf = missing.length === 0 ? () => NOTHING : await givenSources(environment, at);
  const { options, programs, gateway } = environment;
  const { network, buildArgs, index } = options;
  const how = {
    network,
    proxy: proxyOf(buildArgs),
    caps: gateway.caps.llb,
    stages: stagesOf(environment, at),
  };
  return rows.map((row) => {
    const records =
      known.get(row) ?? relink(tools, { row, plan, ...sourceOf(row), index }, programs.relinker, how);
    return { row, records };
  });
}

const NOTHING = { given: undefined, others: [] };
