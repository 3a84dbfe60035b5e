import { exec } from "../llb/exec.js";
import { scratch, type OpMeta, type State } from "../llb/state.js";
import type { ContainerConfig } from "../oci/image-config.js";
import type { Plan } from "../plan/schema.js";
import type { CheckLine, Checks } from "../kontainfile/kontainfile.js";
import type { Analysis, Source } from "./analyze.js";
import { commandOf, requestFolder, startOf } from "./request.js";
import { stageMeta, type Stages } from "./stages.js";

/** What the result must do as the source does; request.json of docs/architecture.md. */
export interface CheckRequest {
  readonly checks: Exclude<Checks, { readonly kind: "none" }>;
  /** What DROP left out: the default check does not ask for it. */
  readonly drop: readonly string[];
  /** How the image was made, step by step, as its document tells it. */
  readonly history: readonly string[];
}

/** What both steps of the check are made of. */
export interface Checking {
  readonly source: Source;
  readonly request: CheckRequest;
  readonly plan: Plan;
  readonly analysis: Analysis;
  readonly checker: State;
  readonly stages: Stages;
}

const BASE = "/.faktory";

/** The exit codes by which a check says which line failed: this, and the line's place. */
export const RESULT_DIFFERS = 10;
export const SOURCE_FAILED = 40;

/**
 * Has the source do what is asked, and then the image, each in its own root; gives a tree that is there only where the
 * image did the same.
 *
 * The image's root may hold too little to run our program in. So the first step leaves, beside what the source did, the
 * source's interpreter with just what our program needs of it, and the second runs by that.
 */
export function check(image: State, checking: Checking): State {
  const { source, request, stages, checker, analysis } = checking;
  const meta = (name: string) => ({ ...stageMeta("check", name, stages), ...placesOf(request.checks) });
  const shared = [
    { dest: `${BASE}/checker`, input: checker, readonly: true },
    { dest: `${BASE}/plan`, input: analysis.plan, readonly: true },
    {
      dest: `${BASE}/request`,
      input: requestFolder(requestOf(request, source.config), "checker"),
      readonly: true,
    },
  ];
  const program = ["-s", "-S", "-B", `${BASE}/checker/main.py`];
  const facts = exec(source.state, {
    args: [checking.plan.interpreter.path, "-E", ...program, "source"],
    env: source.config.Env ?? [],
    user: "0:0",
    network: "none",
    mounts: [
      ...shared,
      ...LAYERS.map((layer) => ({ dest: `${BASE}/kept/${layer}`, input: analysis[layer], readonly: true })),
      { dest: `${BASE}/out`, input: scratch, output: true },
    ],
    ...meta(`what ${source.name} does`),
  }).output(`${BASE}/out`);
  return exec(image, {
    args: [`${BASE}/run/python`, ...program, "result"],
    env: [
      `LD_LIBRARY_PATH=${BASE}/run/lib`,
      `PYTHONHOME=${BASE}/run`,
      `PYTHONPATH=${BASE}/run/stdlib`,
      "LC_ALL=C.UTF-8",
    ],
    user: "0:0",
    network: "none",
    mounts: [
      ...shared,
      { dest: `${BASE}/run`, input: facts, readonly: true },
      { dest: `${BASE}/out`, input: scratch, output: true },
    ],
    ...meta("the result does the same"),
  }).output(`${BASE}/out`);
}

const LAYERS = ["runtime", "packages", "app"] as const;

/** The CHECK lines, or FROM for the default. */
function placesOf(checks: CheckRequest["checks"]): Pick<OpMeta, "ranges"> {
  return { ranges: checks.kind === "lines" ? checks.lines.map(({ range }) => range) : [checks.range] };
}

function requestOf({ checks, drop, history }: CheckRequest, config: ContainerConfig): object {
  return {
    format: 1,
    config: { ...startOf(config), ports: Object.keys(config.ExposedPorts ?? {}).sort() },
    checks: checks.kind === "lines" ? checks.lines.map((line) => lineOf(line, config)) : null,
    drop,
    history,
  };
}

function lineOf({ command, http, port, timeoutSeconds }: CheckLine, config: ContainerConfig) {
  return {
    ...commandOf(command, config),
    http: http ?? null,
    port: port ?? null,
    timeout: timeoutSeconds,
  };
}
