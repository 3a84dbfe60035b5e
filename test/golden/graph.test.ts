import { expect, test } from "vitest";
import { Definition } from "../../src/gen/ops.js";
import { printDefinition } from "../../src/llb/print.js";
import type { FakeBridge } from "../gateway/fake-bridge.js";
import { build, type BuildSetup } from "../unit/frontend/sample.js";
import { PLAN } from "../../rehearsal/plan.js";
import { CPYTHON_ORIGIN, DYNAMIC_PLAN, OTHER_ORIGIN, RELINK_PLAN } from "../unit/plan/sample.js";

const KONTAINFILE = "# syntax=kontainapp/faktory:1\nFROM my/app\nLINK auto\nDROP tests\nENV A=1\n";
const WHOLE: BuildSetup = { kontainfile: KONTAINFILE, options: { "build-arg:http_proxy": "http://proxy:3128" } };
const DYNAMIC: BuildSetup = {
  kontainfile: KONTAINFILE,
  steps: { plan: { ...DYNAMIC_PLAN, origin: OTHER_ORIGIN } },
};
const CPYTHON: BuildSetup = {
  steps: {
    plan: { ...PLAN, origin: CPYTHON_ORIGIN },
    report: { format: 1, python: "3.11.2", revision: "3.11.2", modules: [], warnings: [] },
  },
};
const OTHER_REVISION: BuildSetup = {
  steps: { report: { format: 1, python: "3.11.2", revision: "3.11.2-6+deb12u9", modules: [], warnings: [] } },
};

const TRACED: BuildSetup = {
  kontainfile: `${KONTAINFILE}TRACE --timeout=1m python3 -m app.selftest\nTRACE --http=GET:/ --http=GET:/b\n`,
};

const UNCHECKED: BuildSetup = { kontainfile: `${KONTAINFILE}CHECK none\n` };

const RELINKING: BuildSetup = {
  kontainfile: KONTAINFILE,
  options: {
    "build-arg:http_proxy": "http://proxy:3128",
    "context:sources": "local:sources",
    "context:relinked": "local:relinked",
  },
  locals: {
    dockerfile: { "/Kontainfile": KONTAINFILE },
    sources: { "/speedy_xml-4.9.2.tar.gz": "", "/speedy_xml-5.0.zip": "", "/setuptools-1-py3-none-any.whl": "" },
    relinked: { "/tiny/1.0/records.json": "{}" },
  },
  steps: { plan: RELINK_PLAN },
};

function withTarget(target: string, setup: BuildSetup = WHOLE): BuildSetup {
  const options = { ...setup.options, target, "context:km": "local:km" };
  return { ...setup, options };
}

function returned({ outcome }: FakeBridge): Definition {
  const end = outcome();
  const request = end?.kind === "result" ? end.request : undefined;
  if (request?.kind !== "definition") throw new Error(`the build returned ${JSON.stringify(end)}`);
  return request.definition;
}

const GRAPHS: readonly (readonly [golden: string, setup: BuildSetup])[] = [
  ["krun", withTarget("krun")],
  ["km", withTarget("km")],
  ["python.km", withTarget("python.km")],
  ["plan", withTarget("plan")],
  ["krun-dynamic", withTarget("krun", DYNAMIC)],
  ["python.km-dynamic", withTarget("python.km", DYNAMIC)],
  ["krun-no-cache", withTarget("krun", { options: { "no-cache": "" } })],
  ["krun-epoch", withTarget("krun", { options: { "build-arg:SOURCE_DATE_EPOCH": "1700000000" } })],
  ["krun-other-revision", withTarget("krun", OTHER_REVISION)],
  ["krun-cpython", withTarget("krun", CPYTHON)],
  ["krun-traced", withTarget("krun", TRACED)],
  ["krun-relinking", withTarget("krun", RELINKING)],
  ["relinked", withTarget("relinked", RELINKING)],
  ["krun-unchecked", withTarget("krun", UNCHECKED)],
  ["toolchain", withTarget("toolchain")],
  ["toolchain-cpython", withTarget("toolchain", CPYTHON)],
];

test.each(GRAPHS)("the whole graph of %s, in print", async (golden, setup) => {
  const printed = printDefinition(returned(await build(setup)));
  await expect(printed).toMatchFileSnapshot(`graph/${golden}.txt`);
});

test.each(GRAPHS)("the graph of %s has the same bytes in every build", async (_, setup) => {
  const [first, second] = [returned(await build(setup)), returned(await build(setup))];
  expect(Buffer.from(Definition.encode(second).finish()).equals(Definition.encode(first).finish())).toBe(true);
});
