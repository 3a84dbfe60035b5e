import { expect, test } from "vitest";
import { PLAN } from "../../../rehearsal/plan.js";
import { printDefinition } from "../../../src/llb/print.js";
import type { Plan } from "../../../src/plan/schema.js";
import { CPYTHON_ORIGIN, OTHER_ORIGIN } from "../plan/sample.js";
import { APP, BASE, build, SOURCE, type Build, type BuildSetup } from "./sample.js";

const TOOLS = "docker.io/my/tools:3.11";
const CPYTHON_PLAN: Plan = { ...PLAN, origin: CPYTHON_ORIGIN };
const SAME_RELEASE = { format: 1, python: "3.11.2", revision: "3.11.2", modules: [], warnings: [] };

function lastGraph({ solves }: Build): string {
  const last = solves.at(-1);
  return last?.kind === "definition" ? printDefinition(last.definition) : "";
}

function ofCpython(setup: BuildSetup = {}, plan = CPYTHON_PLAN): Promise<Build> {
  return build({ ...setup, steps: { plan, report: SAME_RELEASE } });
}

test("a Python of no distribution is built from python.org's tarball, pinned by its sum", async () => {
  const graph = lastGraph(await ofCpython());
  expect(graph).toContain("https://www.python.org/ftp/python/3.11.2/Python-3.11.2.tar.xz");
  expect(graph).toContain(`sha256:${"c".repeat(64)}`);
  expect(graph).toContain("/faktory/toolchain/cpython.sh");
});

test("the named context cpython wins over python.org", async () => {
  const options = { "context:cpython": "local:cpython" };
  const graph = lastGraph(await ofCpython({ options }));
  expect(graph).not.toContain("python.org");
  expect(graph).toContain("local://cpython");
});

test.each<readonly [string, BuildSetup, string]>([
  ["those of the table", {}, '"releases": [\n  "3.11.2"\n ]'],
  [
    "any, where the client brings the source",
    { options: { "context:cpython": "local:cpython" } },
    '"releases": null',
  ],
  [
    "any, where the client brings the toolchain",
    { images: { [SOURCE]: APP, [TOOLS]: APP }, kontainfile: "FROM my/app\nTOOLCHAIN my/tools:3.11\n" },
    '"releases": null',
  ],
])("the analyzer hears which CPythons can be had: %s", async (_, setup, text) => {
  const graphs = (await build(setup)).solves.map((request) =>
    request.kind === "definition" ? request.definition.def.map((op) => op.toString()).join() : "",
  );
  expect(graphs.some((graph) => graph.includes(text))).toBe(true);
});

test("a release that nobody knows is an error that names it and the context", async () => {
  const plan = { ...CPYTHON_PLAN, python: { ...PLAN.python, version: "3.11.99" } };
  const whole = await ofCpython({ kontainfile: "# a\nFROM my/app\n" }, plan);
  expect(whole.error().message).toBe(
    [
      "there is no known source of CPython 3.11.99",
      "  --> Kontainfile:2",
      "  2 | FROM my/app",
      "    |      ^^^^^^",
      "  hint: pass --build-context cpython=DIR, a folder that holds CPython's source or its tarball; or say LINK dynamic, which needs no toolchain",
    ].join("\n"),
  );
});

test("TOOLCHAIN takes its image's root to link in, and builds nothing", async () => {
  const images = { [SOURCE]: APP, [TOOLS]: APP };
  const graph = lastGraph(await build({ images, kontainfile: "FROM my/app\nTOOLCHAIN my/tools:3.11\n" }));
  expect(graph).toContain(`docker-image://${TOOLS}@`);
  expect(graph).not.toContain("debian.sh");
});

test("a named context of TOOLCHAIN's name wins", async () => {
  const options = { "context:my/tools": "docker-image://my/app" };
  const kontainfile = "FROM my/app\nTOOLCHAIN my/tools\n";
  expect(lastGraph(await build({ kontainfile, options }))).not.toContain("my/tools");
});

test("a TOOLCHAIN that cannot be had is an error at its line", async () => {
  const whole = await build({ kontainfile: "FROM my/app\nTOOLCHAIN my/tools\n" });
  expect(whole.error().message).toBe(
    [
      "the toolchain my/tools cannot be had: docker.io/my/tools:latest: not found",
      "  --> Kontainfile:2",
      "  2 | TOOLCHAIN my/tools",
      "    |           ^^^^^^^^",
      "  hint: build one with --target toolchain, or remove the line: then one is built here",
    ].join("\n"),
  );
});

test("the target toolchain returns the toolchain, with what it is for in its labels", async () => {
  const whole = await build({ options: { target: "toolchain", "label:team": "a" } });
  expect(JSON.parse(whole.metadata()["containerimage.config"] ?? "")).toMatchObject({
    architecture: "amd64",
    config: { Labels: { "app.kontain.toolchain": "3.11.2", team: "a" } },
  });
  expect(whole.resolved.map(({ ref }) => ref)).toEqual([SOURCE, BASE]);
});

test.each<readonly [string, string, Plan, readonly string[]]>([
  ["is asked for before the source, once", "LINK static", PLAN, [BASE, SOURCE]],
  ["waits for the plan, where the link mode does", "LINK auto", PLAN, [SOURCE, BASE]],
])("the usual base image %s", async (_, line, plan, refs) => {
  const whole = await build({ kontainfile: `FROM my/app\n${line}\n`, steps: { plan } });
  expect(whole.resolved.map(({ ref }) => ref)).toEqual(refs);
});

test("a usual base image that nobody has is missed by a build that needs it alone", async () => {
  const kontainfile = "FROM my/app\nLINK static\n";
  const needed = await build({ kontainfile, images: { [SOURCE]: APP } });
  expect(needed.error().message).toContain(`the toolchain's base image ${BASE} cannot be had`);

  const debian = {
    kind: "debian",
    distribution: "debian",
    package: "python3.13",
    version: "3.13.5-2",
  } as const;
  const trixie: Plan = { ...PLAN, origin: { ...debian, suite: "trixie" } };
  const another = "docker.io/library/debian:trixie";
  const images = { [SOURCE]: APP, [another]: APP };
  const whole = await build({ kontainfile, images, steps: { plan: trixie } });
  expect(lastGraph(whole)).toContain(`docker-image://${another}`);
});

test("the target toolchain of an image that has none is an error", async () => {
  const whole = await build({
    options: { target: "toolchain" },
    steps: { plan: { ...PLAN, origin: OTHER_ORIGIN } },
  });
  expect(whole.error().message).toContain("there is no toolchain for Python 3.11.2 of this image");
});
