import type { Plan } from "../src/plan/schema.js";

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
  prune: { level: "none", dropped: { files: 0, bytes: 0 }, undecided: 0 },
  findings: [],
};
