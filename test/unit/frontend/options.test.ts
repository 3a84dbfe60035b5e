import { expect, test } from "vitest";
import { UserError } from "../../../src/diagnostics/diagnostic.js";
import { renderDiagnostics } from "../../../src/diagnostics/render.js";
import { buildOptions, TARGETS } from "../../../src/frontend/options.js";
import type { Stage } from "../../../src/graph/stages.js";

const STAGES: readonly Stage[] = ["analyze", "toolchain", "relink", "link", "image"];

function read(options: Readonly<Record<string, string>>) {
  const all = new Map(Object.entries(options));
  return buildOptions({ all, sessionId: "s", product: undefined, workers: [], cacheImports: [] });
}

function shown(options: Readonly<Record<string, string>>): string {
  try {
    read(options);
  } catch (error) {
    if (error instanceof UserError) return renderDiagnostics(error.diagnostics, undefined);
  }
  return "";
}

test("a client that says nothing gets the Kontain image for krun from ./Kontainfile", () => {
  const { ignores, ...rest } = read({});
  expect(rest).toEqual({
    filename: "Kontainfile",
    dockerfileKey: undefined,
    target: "krun",
    buildArgs: new Map(),
    labels: new Map(),
    contexts: new Map(),
    inputMetadata: new Map(),
    bringsCache: false,
    epoch: undefined,
    index: "https://pypi.org/simple/",
    resolveMode: "default",
    network: "sandbox",
  });
  expect(STAGES.filter(ignores)).toEqual([]);
});

test("maps are taken by their prefixes, and values may hold anything", () => {
  const { buildArgs, labels, contexts, inputMetadata } = read({
    "build-arg:TAG": "a=b:c\nd",
    "label:build-arg:odd": "",
    "context:base::linux/amd64": "docker-image://debian:bookworm",
    "input-metadata:base": "{}",
    "build-arg:": "nameless",
  });
  expect([...buildArgs]).toEqual([
    ["TAG", "a=b:c\nd"],
    ["", "nameless"],
  ]);
  expect([...labels]).toEqual([["build-arg:odd", ""]]);
  expect([...contexts]).toEqual([["base::linux/amd64", "docker-image://debian:bookworm"]]);
  expect([...inputMetadata]).toEqual([["base", "{}"]]);
});

test.each(Object.keys(TARGETS))("--target %s", (target) => {
  expect(read({ target }).target).toBe(target);
});

test.each([
  ["", STAGES],
  ["toolchain", ["toolchain"]],
  ["relink", ["relink"]],
  ["link, image,unknown", ["link", "image"]],
])("no-cache=%j keeps %j from the cache", (list, stages) => {
  expect(STAGES.filter(read({ "no-cache": list }).ignores)).toEqual(stages);
});

test.each(["linux/amd64", "linux/x86_64", "", "linux/amd64, linux/amd64"])(
  "--platform %j is ours",
  (platform) => {
    expect(shown({ platform })).toBe("");
  },
);

test("empty options are as good as none", () => {
  const empty = { target: "", "image-resolve-mode": "", "force-network-mode": "" };
  expect(read({ ...empty, "build-arg:SOURCE_DATE_EPOCH": "" })).toMatchObject({
    target: "krun",
    bringsCache: false,
    epoch: undefined,
    resolveMode: "default",
    network: "sandbox",
  });
});

test.each([
  ["https://mirror.example/simple", "https://mirror.example/simple"],
  ["http://10.0.0.1:8080/root/pypi/+simple/", "http://10.0.0.1:8080/root/pypi/+simple/"],
  ["", "https://pypi.org/simple/"],
])("PIP_INDEX_URL=%j looks for sources at %s", (text, index) => {
  expect(read({ "build-arg:PIP_INDEX_URL": text }).index).toBe(index);
});

test.each([
  "ftp://mirror.example/simple",
  "mirror.example",
  "https://",
  "https:///simple",
  "https://a b/",
  "file:///srv",
])("PIP_INDEX_URL=%j is refused", (text) => {
  expect(shown({ "build-arg:PIP_INDEX_URL": text })).toBe(
    `--build-arg PIP_INDEX_URL cannot be '${text}'\n` +
      "  hint: say the http or https URL of a package index, such as https://pypi.org/simple/",
  );
});

test("SOURCE_DATE_EPOCH is a number of seconds", () => {
  expect(read({ "build-arg:SOURCE_DATE_EPOCH": "1700000000" }).epoch).toBe(1700000000);
});

test.each([
  [
    { target: "krum" },
    "--target cannot be 'krum'\n  hint: targets: krun, km, python.km, plan, toolchain, relinked",
  ],
  [
    { platform: "linux/arm64" },
    "--platform linux/arm64: KM runs linux/amd64 only\n  hint: build with --platform linux/amd64",
  ],
  [
    { platform: "linux/amd64,windows" },
    "--platform windows: KM runs linux/amd64 only\n  hint: build with --platform linux/amd64",
  ],
  [
    { "build-arg:SOURCE_DATE_EPOCH": "yesterday" },
    "--build-arg SOURCE_DATE_EPOCH cannot be 'yesterday'\n  hint: say the seconds since 1970, a whole number",
  ],
  [{ "force-network-mode": "bridge" }, "--network cannot be 'bridge'\n  hint: modes: default, host, none"],
  [
    { "image-resolve-mode": "never" },
    "image-resolve-mode cannot be 'never'\n  hint: modes: default, local, pull",
  ],
])("%j is refused with a hint", (options, text) => {
  expect(shown({ ...options })).toBe(text);
});

test("all that is wrong is said at once", () => {
  const text = shown({ platform: "linux/arm64", target: "x", "force-network-mode": "y" });
  expect(text.split("\n\n").map((paragraph) => paragraph.split("\n")[0])).toEqual([
    "--platform linux/arm64: KM runs linux/amd64 only",
    "--target cannot be 'x'",
    "--network cannot be 'y'",
  ]);
});
