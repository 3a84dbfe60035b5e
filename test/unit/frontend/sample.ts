import type { FrontendOptions } from "../../../src/gateway/options.js";
import type { ReturnedError } from "../../../src/gateway/returned-error.js";
import type { EmbeddedFiles } from "../../../src/graph/embedded.js";
import { askKontainfile } from "../../../src/frontend/ask-kontainfile.js";
import { run } from "../../../src/frontend/run.js";
import type { Op } from "../../../src/gen/ops.js";
import type { Plan } from "../../../src/plan/schema.js";
import {
  fakeBridge,
  type FakeBridge,
  type FakeImage,
  type FakeSetup,
  type Made,
  type Work,
} from "../../gateway/fake-bridge.js";
import type { FileTree } from "../../gateway/file-tree.js";
import { PLAN } from "../../../rehearsal/plan.js";

export const SOURCE = "docker.io/my/app:latest";
export const SOURCE_DIGEST = `sha256:${"a".repeat(64)}`;
export const BASE = "docker.io/library/debian:bookworm";
export const BASE_DIGEST = `sha256:${"b".repeat(64)}`;

const MODULES = '{"format": 1, "pythons": ["3.11"], "modules": [{"name": "_ssl"}]}';

/** Stand-ins for analyzer/ and linker/, so that no definition here changes when those do. */
const EMBEDDED: EmbeddedFiles = {
  analyzer: Buffer.from("the analyzer's archive"),
  tracer: Buffer.from("the tracer's archive"),
  checker: Buffer.from("the checker's archive"),
  toolchain: Buffer.from("the toolchain builder's archive"),
  relinker: Buffer.from("the relinker's archive"),
  linker: Buffer.from("the linker's archive"),
  tables: new Map([
    ["modules.json", MODULES],
    ["cpython.json", `{"format": 1, "releases": {"3.11.2": {"sha256": "${"c".repeat(64)}"}}}`],
  ]),
};

export const TREE: FileTree = {
  "/usr/bin/python3": { link: "python3.11" },
  "/usr/bin/python3.11": { data: "\x7fELF", mode: 0o755 },
};

/** The application's image, as Docker keeps it. */
export const APP: FakeImage = {
  config: {
    os: "linux",
    architecture: "amd64",
    config: { Cmd: ["python3", "app.py"], Env: ["PATH=/usr/bin"], WorkingDir: "/app", Labels: { a: "1" } },
    rootfs: { type: "layers", diff_ids: [] },
  },
  digest: SOURCE_DIGEST,
  tree: TREE,
};

const REPORT = {
  format: 1,
  python: "3.11.2",
  revision: "3.11.2-6+deb12u6",
  modules: ["_ssl"],
  warnings: [],
};

/** What the steps of a build leave, by the program that they run; what they throw fails the step. */
export interface Steps {
  readonly plan?: Plan | string | object;
  readonly analyze?: (argv: readonly string[]) => Made;
  readonly report?: object;
  readonly link?: () => Made;
  /** Whatever is no step of ours. */
  readonly other?: () => Made;
}

export interface BuildSetup extends Omit<FakeSetup, "run"> {
  readonly kontainfile?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly steps?: Steps;
}

export interface Build extends FakeBridge {
  /** The error as the client shows it; fails where there is none. */
  readonly error: () => ReturnedError;
  readonly metadata: () => Readonly<Record<string, string>>;
}

/** Runs the frontend once, from the client's options to what it returns. */
export async function build({
  kontainfile = "FROM my/app\n",
  options = {},
  steps = {},
  ...setup
}: BuildSetup) {
  const bridge = fakeBridge({
    images: {
      [SOURCE]: APP,
      [BASE]: { config: { os: "linux", architecture: "amd64" }, digest: BASE_DIGEST },
    },
    locals: { dockerfile: { "/Kontainfile": kontainfile } },
    ...setup,
    run: (work) => runStep(work, steps),
  });
  const { all, sessionId, ...rest } = frontendOptions(options);
  const asked = askKontainfile((request) => bridge.gateway.solve(request), all, sessionId);
  await run(bridge.gateway, { all, sessionId, ...rest }, EMBEDDED, asked);
  return { ...bridge, error: () => errorOf(bridge), metadata: () => metadataOf(bridge) } satisfies Build;
}

function frontendOptions(options: Readonly<Record<string, string>>): FrontendOptions {
  return {
    all: new Map(Object.entries(options)),
    sessionId: "session1",
    product: undefined,
    workers: [],
    cacheImports: [],
  };
}

function runStep(work: Work, { plan = PLAN, analyze, report = REPORT, link, other }: Steps): Made {
  if (work.kind !== "definition") throw new Error("these builds ask no other frontend");
  const argv = argvOf(work.op);
  if (argv.includes("/.faktory/analyzer/main.py")) {
    return analyze?.(argv) ?? { tree: { "/plan.json": textOf(plan) } };
  }
  if (argv.includes("/faktory/linker/link.py"))
    return link?.() ?? { tree: { "/report.json": textOf(report) } };
  return other?.() ?? { tree: {} };
}

function textOf(value: string | object): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function argvOf({ op }: Op): readonly string[] {
  return op?.$case === "exec" ? (op.value.meta?.args ?? []) : [];
}

function errorOf({ outcome }: FakeBridge): ReturnedError {
  const end = outcome();
  if (end?.kind !== "error") throw new Error(`the build ended with ${end?.kind ?? "nothing"}`);
  return end.error;
}

function metadataOf(bridge: FakeBridge): Readonly<Record<string, string>> {
  const end = bridge.outcome();
  if (end?.kind !== "result") throw new Error(`the build failed: ${errorOf(bridge).message}`);
  return Object.fromEntries([...end.metadata].map(([key, value]) => [key, Buffer.from(value).toString()]));
}
