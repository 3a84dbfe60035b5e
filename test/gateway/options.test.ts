import { expect, test } from "vitest";
import { parseOptions } from "../../src/gateway/options.js";

test("an option's value starts after the first equals sign", () => {
  const { all } = parseOptions({
    BUILDKIT_FRONTEND_OPT_10: "build-arg:QUERY=a=b&c=d\nline two",
    BUILDKIT_FRONTEND_OPT_0: "filename=Kontainfile",
    BUILDKIT_FRONTEND_OPT_1: "no-cache=",
    BUILDKIT_FRONTEND_OPTION: "not=ours",
    PATH: "/usr/bin",
  });
  expect([...all]).toEqual([
    ["build-arg:QUERY", "a=b&c=d\nline two"],
    ["filename", "Kontainfile"],
    ["no-cache", ""],
  ]);
});

test("an empty environment is a build without options", () => {
  expect(parseOptions({})).toEqual({
    all: new Map(),
    sessionId: "",
    product: undefined,
    workers: [],
    cacheImports: [],
  });
});

test.each([
  [
    "Docker 20.10",
    `[{"ID":"w","Labels":{"executor":"oci"},"Platforms":[{"architecture":"amd64","os":"linux"}]}]`,
  ],
  [
    "Docker 28",
    `[{"id":"w","labels":{"executor":"oci"},"platforms":[{"architecture":"amd64","os":"linux"}],"gcPolicy":[{"all":true}],"buildkitVersion":{"version":"v0.25"}}]`,
  ],
])("the workers of %s are read", (_, text) => {
  const { workers, product, sessionId } = parseOptions({
    BUILDKIT_WORKERS: text,
    BUILDKIT_EXPORTEDPRODUCT: "docker",
    BUILDKIT_SESSION_ID: "s",
  });
  const platforms = [{ os: "linux", architecture: "amd64" }];
  expect(workers).toEqual([{ id: "w", labels: new Map([["executor", "oci"]]), platforms }]);
  expect([product, sessionId]).toEqual(["docker", "s"]);
});

test("cache imports come in both forms, and null is none", () => {
  const { cacheImports } = parseOptions({
    BUILDKIT_FRONTEND_OPT_0: `cache-imports=[{"Type":"gha","Attrs":{"scope":"main"}},{"Type":"inline","Attrs":null}]`,
    BUILDKIT_FRONTEND_OPT_1: "cache-from=example.com/a:1,example.com/b",
  });
  expect(cacheImports).toEqual([
    { type: "gha", attrs: new Map([["scope", "main"]]) },
    { type: "inline", attrs: new Map() },
    { type: "registry", attrs: new Map([["ref", "example.com/a:1"]]) },
    { type: "registry", attrs: new Map([["ref", "example.com/b"]]) },
  ]);
  expect(parseOptions({ BUILDKIT_FRONTEND_OPT_0: "cache-imports=null" }).cacheImports).toEqual([]);
});

test.each(["[", "{}", '[{"Attrs":{}}]'])("cache imports of %s are an error that shows them", (text) => {
  expect(() => parseOptions({ BUILDKIT_FRONTEND_OPT_0: `cache-imports=${text}` })).toThrow(
    `cache-imports is not what BuildKit sends: ${text}`,
  );
});
