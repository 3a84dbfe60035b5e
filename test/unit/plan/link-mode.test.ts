import { expect, test } from "vitest";
import { UserError } from "../../../src/diagnostics/diagnostic.js";
import { linkMode, type LinkWish } from "../../../src/plan/link-mode.js";
import type { Plan } from "../../../src/plan/schema.js";
import { PLAN } from "../../../rehearsal/plan.js";
import { AT, BLOCKED_PLAN, DYNAMIC_PLAN, OTHER_ORIGIN } from "./sample.js";

const OTHER: Plan = { ...DYNAMIC_PLAN, origin: OTHER_ORIGIN, link: { mode: "dynamic", blockers: [] } };
const ANOTHER_WAY = "say LINK auto or LINK dynamic: the image's own interpreter becomes python.km";

function refusal(plan: Plan, link: LinkWish["link"]) {
  try {
    linkMode(plan, { link, at: AT });
  } catch (error) {
    if (error instanceof UserError) return error.diagnostics;
  }
  return [];
}

test.each(["auto", "static"] as const)("LINK %s of what can be linked links from its origin", (link) => {
  expect(linkMode(PLAN, { link, at: AT })).toEqual({ kind: "static", origin: PLAN.origin });
});

test("LINK static names the modules that cannot be linked, and how to leave one out", () => {
  expect(refusal(BLOCKED_PLAN, "static")).toEqual([
    {
      code: "link-static",
      message: "LINK static: python.km cannot contain markupsafe._speedups",
      hint: "leave out what the program does not need (DROP markupsafe._speedups), or say LINK auto or LINK dynamic",
      at: AT,
    },
  ]);
});

test("many blockers are named by the first eight, a library by its path", () => {
  const modules = Array.from({ length: 9 }, (_, number) => ({
    module: `pkg.m${9 - number}`,
    path: `/opt/m${number}.so`,
    reason: "third-party" as const,
  }));
  const blockers = [...modules, { module: null, path: "/opt/libz.so", reason: "library" as const }];
  const [problem] = refusal({ ...PLAN, link: { mode: "static", blockers } }, "static");
  expect(problem?.message).toBe(
    "LINK static: python.km cannot contain /opt/libz.so, pkg.m1, pkg.m2, pkg.m3, pkg.m4, pkg.m5, pkg.m6, pkg.m7 and 2 more",
  );
});

test.each([
  ["without blockers", { ...PLAN, origin: OTHER_ORIGIN }],
  ["with blockers", { ...BLOCKED_PLAN, origin: OTHER_ORIGIN }],
] as const)("LINK static of a Python without a toolchain says why there is none, %s", (_, plan) => {
  expect(refusal(plan, "static")).toEqual([
    {
      code: "link-static",
      message:
        "LINK static: there is no toolchain for Python 3.11.2 of this image (/usr/local/bin/python3.11 belongs to no package)",
      hint: ANOTHER_WAY,
      at: AT,
    },
  ]);
});

test("a Python whose C modules the linker does not know is no toolchain, and nothing to DROP", () => {
  const { path } = PLAN.interpreter;
  const blockers = [{ module: "python3.11", path, reason: "not-linkable" as const }];
  expect(refusal({ ...PLAN, link: { mode: "static", blockers } }, "static")).toEqual([
    {
      code: "link-static",
      message:
        "LINK static: there is no toolchain for Python 3.11.2 of this image (the linker does not know its C modules)",
      hint: ANOTHER_WAY,
      at: AT,
    },
  ]);
});

test("LINK auto that became dynamic warns, and names the modules", () => {
  expect(linkMode(DYNAMIC_PLAN, { link: "auto", at: AT })).toEqual({
    kind: "dynamic",
    warnings: [
      {
        code: "link-dynamic",
        message: "LINK auto chose dynamic: a static python.km cannot contain markupsafe._speedups",
        hint: "say LINK dynamic to accept this, or LINK static with DROP for what the program does not need",
        at: AT,
      },
    ],
  });
});

test("LINK auto of a Python without a toolchain warns of that", () => {
  const mode = linkMode(OTHER, { link: "auto", at: AT });
  expect(mode.kind === "dynamic" && mode.warnings.map(({ message }) => message)).toEqual([
    "LINK auto chose dynamic: there is no toolchain for Python 3.11.2 of this image (/usr/local/bin/python3.11 belongs to no package)",
  ]);
});

test("LINK dynamic was asked for, so there is nothing to warn of", () => {
  expect(linkMode(DYNAMIC_PLAN, { link: "dynamic", at: AT })).toEqual({ kind: "dynamic", warnings: [] });
});
