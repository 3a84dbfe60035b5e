import { exec } from "../llb/exec.js";
import { scratch, type State } from "../llb/state.js";
import type { TraceLine } from "../kontainfile/kontainfile.js";
import type { Source } from "./analyze.js";
import { commandOf, requestFolder, startOf } from "./request.js";
import { stageMeta, type Stages } from "./stages.js";

const BASE = "/.faktory";

/** The exit code by which a trace says which line failed: this, and the line's place. */
export const TRACE_FAILED = 70;

/** What the TRACE lines do in the source image. */
export interface TraceRequest {
  /** The interpreter that runs the tracer: absolute in the source image, or a name for PATH. */
  readonly interpreter: string;
  readonly lines: readonly TraceLine[];
}

/**
 * Has the source do what the lines say, and gives a tree with trace.json: what was imported, opened and started. The root
 * is thrown away, so the tracer changes in it what it needs to see every python that starts.
 */
export function trace(source: Source, request: TraceRequest, tracer: State, stages: Stages): State {
  return exec(source.state, {
    args: [request.interpreter, "-E", "-s", "-S", "-B", `${BASE}/tracer/main.py`],
    env: source.config.Env ?? [],
    cwd: "/",
    user: "0:0",
    network: "none",
    mounts: [
      { dest: `${BASE}/tracer`, input: tracer, readonly: true },
      { dest: `${BASE}/request`, input: requestFolder(requestOf(request, source), "tracer"), readonly: true },
      { dest: `${BASE}/trace`, input: scratch, output: true },
    ],
    ...stageMeta("trace", `what ${source.name} imports and opens`, stages),
    ranges: request.lines.map(({ range }) => range),
  }).output(`${BASE}/trace`);
}

function requestOf({ lines }: TraceRequest, { config }: Source): object {
  return {
    format: 1,
    config: {
      ...startOf(config),
      ports: Object.keys(config.ExposedPorts ?? {}).sort(),
      stop: config.StopSignal ?? null,
    },
    traces: lines.map(({ command, http, port, timeoutSeconds }) => ({
      ...commandOf(command, config),
      http,
      port: port ?? null,
      timeout: timeoutSeconds,
    })),
  };
}
