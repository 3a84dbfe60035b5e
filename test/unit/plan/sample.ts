import { PLAN } from "../../../rehearsal/plan.js";
import type { Plan, Relink } from "../../../src/plan/schema.js";

const BLOCKER = {
  module: "markupsafe._speedups",
  path: "/usr/lib/python3/dist-packages/markupsafe/_speedups.cpython-311-x86_64-linux-gnu.so",
  reason: "third-party",
} as const;

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

/** A Python like that of docker's python images. */
export const CPYTHON_ORIGIN = {
  kind: "cpython",
  reason: "/usr/local/bin/python3.11 belongs to no package",
  prefix: "/usr/local",
  platlibdir: "lib",
  multiarch: "x86_64-linux-gnu",
  thread_stack_size: 0,
} as const;

/** A distribution that Debian's package installed, and one of pip's. */
export const SPEEDY: Relink = {
  key: "speedy-xml",
  name: "Speedy.XML",
  version: "4.9.2",
  package: {
    name: "python3-speedy-xml",
    version: "4.9.2-1+b1",
    source: "speedy-xml",
    source_version: "4.9.2-1",
  },
  indexed: true,
  needs: ["libxml2.so.2"],
  modules: ["speedy._elements", "speedy.tree"],
};
export const TINY: Relink = {
  key: "tiny",
  name: "tiny",
  version: "1.0",
  package: null,
  indexed: true,
  needs: [],
  modules: ["tiny._speedups"],
};

/** The same plan where two distributions are to be linked too. */
export const RELINK_PLAN: Plan = { ...PLAN, relink: [SPEEDY, TINY] };

/** The line of FROM. */
export const AT = { start: { line: 2, character: 5 }, end: { line: 2, character: 11 } };
