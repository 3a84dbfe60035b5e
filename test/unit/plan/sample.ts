import type { Plan } from "../../../src/plan/schema.js";

const BLOCKER = {
  module: "markupsafe._speedups",
  path: "/usr/lib/python3/dist-packages/markupsafe/_speedups.cpython-311-x86_64-linux-gnu.so",
  reason: "third-party",
} as const;

/** What the analyzer says of Debian bookworm's Python with an application of one file, linked statically. */
export const PLAN: Plan = {
  format: 1,
  python: {
    implementation: "cpython",
    version: "3.11.2",
    build: "main, Nov 30 2024, 21:22:50",
    abiflags: "",
    soabi: "cpython-311-x86_64-linux-gnu",
    multiarch: "x86_64-linux-gnu",
    prefix: "/usr",
    exec_prefix: "/usr",
    platlibdir: "lib",
    cache_tag: "cpython-311",
    sre_magic: 20220615,
    pyc_magic: 3495,
  },
  origin: {
    kind: "debian",
    distribution: "debian",
    suite: "bookworm",
    package: "python3.11",
    version: "3.11.2-6+deb12u6",
  },
  interpreter: {
    path: "/usr/bin/python3.11",
    km: "/usr/bin/python3.11.2.km",
    links: ["/usr/bin/python3", "/usr/bin/python3.11"],
  },
  entrypoint: {
    argv: ["python3", "app.py"],
    program: "/usr/bin/python3",
    chain: [{ path: "/usr/bin/python3", kind: "interpreter", why: "argv[0], found in PATH" }],
  },
  program: {
    path: ["/app", "/usr/lib/python3.11"],
    prefix: "/usr",
    exec_prefix: "/usr",
    base_prefix: "/usr",
    executable: "/usr/bin/python3",
    flags: [],
    site: true,
  },
  folders: [
    { path: "/app", layer: "app" },
    { path: "/usr/lib/python3.11", layer: "runtime" },
  ],
  modules: [
    {
      name: "_ssl",
      path: "/usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
      layer: "runtime",
      linked: true,
      needs: ["libcrypto.so.3", "libssl.so.3"],
    },
  ],
  link: { mode: "static", blockers: [] },
  layers: {
    runtime: { files: 1200, bytes: 30000000 },
    packages: { files: 12, bytes: 5000 },
    app: { files: 1, bytes: 20 },
  },
  dropped: [],
  kept: [],
  findings: [],
};

/** The same where a C module of a third party made LINK auto choose dynamic. */
export const DYNAMIC_PLAN: Plan = {
  ...PLAN,
  modules: PLAN.modules.map((module) => ({ ...module, linked: false })),
  link: { mode: "dynamic", blockers: [BLOCKER] },
};

/** The same where LINK static was asked for. */
export const BLOCKED_PLAN: Plan = { ...PLAN, link: { mode: "static", blockers: [BLOCKER] } };

/** A Python that is no distribution's package. */
export const OTHER_ORIGIN = {
  kind: "other",
  reason: "/usr/local/bin/python3.11 belongs to no package",
} as const;

/** The line of FROM. */
export const AT = { start: { line: 2, character: 5 }, end: { line: 2, character: 11 } };
