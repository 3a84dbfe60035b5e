import { exec } from "../llb/exec.js";
import { scratch, type State } from "../llb/state.js";
import type { Prune } from "../kontainfile/kontainfile.js";
import type { ContainerConfig } from "../oci/image-config.js";
import { requestFolder, startOf } from "./request.js";
import { stageMeta, type Stages } from "./stages.js";

/** What the analyzer is asked; request.json of docs/architecture.md. */
export interface AnalyzeRequest {
  /** The interpreter that runs the analyzer: absolute in the source image, or a name for PATH. */
  readonly interpreter: string;
  /** The effective configuration: the source's with the Kontainfile's changes. */
  readonly config: ContainerConfig;
  readonly link: "auto" | "static" | "dynamic";
  readonly prune: Prune;
  readonly keep: readonly string[];
  readonly drop: readonly string[];
  /** The standard library's C modules that the linker can build, by X.Y. */
  readonly linkable: ReadonlyMap<string, readonly string[]>;
  /** The CPythons whose source can be had; undefined where the user brings the source or the toolchain. */
  readonly releases: readonly string[] | undefined;
  /** What the TRACE lines were seen to do, and where those stand in the Kontainfile. */
  readonly traced?: { readonly trace: State; readonly lines: readonly number[] } | undefined;
}

/** The source image, ready to build on. */
export interface Source {
  readonly state: State;
  /** As the user wrote it. */
  readonly name: string;
  readonly config: ContainerConfig;
}

/** The analyzer's outputs, each a ref of its own, so that later steps depend on no more than they use. */
export interface Analysis {
  readonly plan: State;
  readonly why: State;
  readonly link: State;
  readonly runtime: State;
  readonly packages: State;
  readonly app: State;
}

const BASE = "/.faktory";
const OUTPUTS = ["plan", "why", "link", "runtime", "packages", "app"] as const;

export function analyze(source: Source, request: AnalyzeRequest, analyzer: State, stages: Stages): Analysis {
  const step = exec(source.state, {
    // -E -s stand in for -I, which Python 2.7 lacks: an old python is to get the analyzer's message, not a usage error.
    args: [request.interpreter, "-E", "-s", "-S", "-B", `${BASE}/analyzer/main.py`],
    env: source.config.Env ?? [],
    cwd: "/",
    user: "0:0",
    network: "none",
    mounts: [
      { dest: `${BASE}/analyzer`, input: analyzer, readonly: true },
      { dest: `${BASE}/request`, input: requestFolder(requestOf(request), "analyzer"), readonly: true },
      ...(request.traced === undefined
        ? []
        : [{ dest: `${BASE}/trace`, input: request.traced.trace, readonly: true }]),
      ...OUTPUTS.map((output) => ({ dest: `${BASE}/${output}`, input: scratch, output: true })),
    ],
    ...stageMeta("analyze", source.name, stages),
  });
  const output = (kind: (typeof OUTPUTS)[number]): State => step.output(`${BASE}/${kind}`);
  return {
    plan: output("plan"),
    why: output("why"),
    link: output("link"),
    runtime: output("runtime"),
    packages: output("packages"),
    app: output("app"),
  };
}

function requestOf({
  interpreter,
  config,
  link,
  prune,
  keep,
  drop,
  linkable,
  releases,
  traced,
}: AnalyzeRequest): object {
  return {
    format: 1,
    interpreter,
    config: { ...startOf(config), shell: config.Shell ?? null },
    link,
    prune,
    keep,
    drop,
    linkable: Object.fromEntries([...linkable].sort(([a], [b]) => (a < b ? -1 : 1))),
    releases: releases === undefined ? null : [...releases].sort(),
    ...(traced !== undefined && { traced: traced.lines }),
  };
}
