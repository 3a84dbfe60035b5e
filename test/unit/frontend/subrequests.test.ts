import { expect, test } from "vitest";
import { build, type BuildSetup } from "./sample.js";

const KONTAINFILE = [
  "# syntax=kontainapp/faktory:1",
  "# TAG of the application's image",
  "ARG TAG=latest",
  "FROM my/app:${TAG}",
  "ARG TAG MODE=static",
  "ARG TOKEN",
  "LINK ${MODE}",
  "",
].join("\n");
const SOURCES = [Buffer.from(KONTAINFILE).toString("base64")];
const TARGETS = {
  krun: "the Kontain image for krun (RuntimeClass kontain); runs under runc too",
  km: "the Kontain image with Kontain Monitor inside, from the named context km",
  "python.km": "just the payload",
  plan: "plan.json, why.json and link.json: what the analysis found",
  toolchain: "the toolchain of the source's Python, for TOOLCHAIN to name",
  relinked: "the distributions with C modules, built for linking, for the named context relinked",
};

/** Asks as buildx does, and gives what it prints. */
async function call(name: string, { kontainfile = KONTAINFILE, options = {}, ...setup }: BuildSetup = {}) {
  const asked = { requestid: name, "frontend.caps": "moby.buildkit.frontend.subrequests+forward" };
  const whole = await build({ kontainfile, ...setup, options: { ...asked, ...options } });
  const { "result.json": json = "", "result.txt": text, ...rest } = whole.metadata();
  const end = whole.outcome();
  expect([end?.kind === "result" && end.ref, whole.solves.length]).toEqual([undefined, 1]);
  const answer: unknown = JSON.parse(json);
  return { answer, text, rest };
}

function range(line: number, start: number, end: number) {
  return { start: { line, character: start }, end: { line, character: end } };
}

test("describe lists every request that is answered", async () => {
  const { answer, text, rest } = await call("frontend.subrequests.describe");
  expect(rest).toEqual({ version: "1.0.0" });
  expect(answer).toMatchObject([
    { name: "frontend.subrequests.describe", version: "1.0.0", type: "rpc", inputs: [], refs: [] },
    { name: "frontend.outline", opts: [{ name: "target", description: "What the build returns" }] },
    { name: "frontend.targets", opts: [], metadata: [{ name: "result.json" }, { name: "result.txt" }] },
    { name: "frontend.lint", metadata: [{}, {}, { name: "result.statuscode", description: "" }] },
  ]);
  expect(text).toBe(
    [
      "NAME                 VERSION DESCRIPTION",
      "subrequests.describe 1.0.0   List available subrequest types",
      "outline              1.0.0   List all parameters current build target supports",
      "targets              1.0.0   List all targets current build supports",
      "lint                 1.0.0   Lint a Kontainfile",
      "",
    ].join("\n"),
  );
});

test("targets lists what --target may name", async () => {
  const { answer, text, rest } = await call("frontend.targets");
  expect(rest).toEqual({ version: "1.0.0" });
  expect(answer).toEqual({
    targets: [
      { name: "krun", default: true, description: TARGETS.krun },
      { name: "km", description: TARGETS.km },
      { name: "python.km", description: TARGETS["python.km"] },
      { name: "plan", description: TARGETS.plan },
      { name: "toolchain", description: TARGETS.toolchain },
      { name: "relinked", description: TARGETS.relinked },
    ],
    sources: SOURCES,
  });
  expect(text).toBe(
    [
      "TARGET         DESCRIPTION",
      `krun (default) ${TARGETS.krun}`,
      `km             ${TARGETS.km}`,
      `python.km      ${TARGETS["python.km"]}`,
      `plan           ${TARGETS.plan}`,
      `toolchain      ${TARGETS.toolchain}`,
      `relinked       ${TARGETS.relinked}`,
      "",
    ].join("\n"),
  );
});

test("outline lists the arguments with this build's values, the last ARG of a name, and what comments say", async () => {
  const { answer, text, rest } = await call("frontend.outline", {
    kontainfile: KONTAINFILE.replace("ARG TAG MODE", "# TAG again\nARG TAG MODE"),
    options: { "build-arg:TAG": "2", target: "km" },
  });
  expect(rest).toEqual({ version: "1.0.0" });
  expect(answer).toMatchObject({
    name: "km",
    description: TARGETS.km,
    args: [
      { name: "TAG", value: "2", description: "again", location: { ranges: [range(6, 4, 7)] } },
      { name: "MODE", value: "static", location: { ranges: [range(6, 8, 19)] } },
      { name: "TOKEN", location: { ranges: [range(7, 4, 9)] } },
    ],
  });
  expect(text).toBe(
    [
      "TARGET:      km",
      `DESCRIPTION: ${TARGETS.km}`,
      "",
      "BUILD ARG   VALUE    DESCRIPTION",
      "TAG         2        again",
      "MODE        static   ",
      "TOKEN                ",
      "",
      "",
    ].join("\n"),
  );
});

test("outline of a Kontainfile without ARG names the default target alone", async () => {
  const { answer, text } = await call("frontend.outline", { kontainfile: "FROM my/app\n" });
  expect(answer).toMatchObject({ name: "krun", args: [] });
  expect(text).toBe(`TARGET:      krun\nDESCRIPTION: ${TARGETS.krun}\n\n`);
});

test("outline of a Kontainfile with errors fails as the build does", async () => {
  const options = { requestid: "frontend.outline" };
  const { error } = await build({ kontainfile: "FROM my/app\nLINK sideways\n", options });
  expect(error().message).toContain('LINK cannot be "sideways"');
});

test("lint has nothing to say of a good Kontainfile", async () => {
  const { answer, text, rest } = await call("frontend.lint");
  expect(answer).toEqual({
    warnings: [],
    sources: [{ filename: "Kontainfile", data: SOURCES[0], language: "Kontainfile" }],
  });
  expect([text, rest]).toEqual(["", { "result.statuscode": "0", version: "1.0.0" }]);
});

test("lint shows warnings at their lines", async () => {
  const { answer, text, rest } = await call("frontend.lint", { kontainfile: "FROM my/app\nCMD a\nCMD b\n" });
  expect(rest).toEqual({ "result.statuscode": "1", version: "1.0.0" });
  expect(answer).toMatchObject({
    warnings: [
      {
        ruleName: "repeated-instruction",
        description: "CMD is given again; the one on line 2 does not count",
        detail: "CMD is given again; the one on line 2 does not count\n  hint: remove one of them",
        location: { ranges: [range(3, 0, 3)] },
      },
    ],
  });
  expect(answer).not.toHaveProperty("buildError");
  expect(text).toBe(
    "\nWARNING: repeated-instruction\nCMD is given again; the one on line 2 does not count\n" +
      "  --> Kontainfile:3\n  3 | CMD b\n    | ^^^\n  hint: remove one of them\n",
  );
});

test("lint shows all errors as the build's, with every line", async () => {
  const kontainfile = "FROM my/app\nLINK sideways\nRUN make\n";
  const { answer, rest } = await call("frontend.lint", { kontainfile });
  expect(rest).toEqual({ "result.statuscode": "1", version: "1.0.0" });
  const { error } = await build({ kontainfile });
  expect(answer).toMatchObject({
    warnings: [],
    buildError: {
      message: error().message,
      location: { ranges: [range(2, 5, 13), range(3, 0, 3)] },
    },
  });
});

test("lint and targets work where there is no source image", async () => {
  expect((await call("frontend.lint", { images: {} })).rest["result.statuscode"]).toBe("0");
  expect((await call("frontend.targets", { images: {}, kontainfile: "" })).rest).toEqual({
    version: "1.0.0",
  });
});

const DETAIL = "github.com/moby/buildkit/errdefs";

test.each([
  [{ requestid: "frontend.convertllb" }, "unsupported request frontend.convertllb", "Subrequest"],
  [{ requestid: "" }, "unsupported request ", "Subrequest"],
  [
    { "frontend.caps": "moby.buildkit.frontend.inputs,moby.buildkit.frontend.magic+forward" },
    "unsupported frontend capability moby.buildkit.frontend.magic",
    "FrontendCap",
  ],
])("%j is told to be unsupported, so that the client can fall back", async (options, message, detail) => {
  const { error, solves } = await build({ options: { ...options } });
  expect(error()).toMatchObject({ code: 12, message, details: [{ typeUrl: `${DETAIL}.${detail}+json` }] });
  // The Kontainfile, which is asked for before all else.
  expect(solves).toHaveLength(1);
});

test("a build may need every capability that there is", async () => {
  const caps = ["inputs", "subrequests", "contexts+forward"].map((cap) => `moby.buildkit.frontend.${cap}`);
  const whole = await build({ options: { "frontend.caps": caps.join(",") } });
  expect(whole.outcome()?.kind).toBe("result");
});
