import { PLAN } from "../../../rehearsal/plan.js";
import type { Plan } from "../../../src/plan/schema.js";

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

/** The line of FROM. */
export const AT = { start: { line: 2, character: 5 }, end: { line: 2, character: 11 } };
