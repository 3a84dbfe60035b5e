import { expect, test } from "vitest";
import { namedContext } from "../../../src/frontend/named-context.js";
import { parseDigest } from "../../../src/oci/digest.js";

const DIGEST = `sha256:${"a".repeat(64)}`;

function find(name: string, contexts: Readonly<Record<string, string>>) {
  return namedContext(new Map(Object.entries(contexts)), name);
}

test.each([
  ["debian", "debian"],
  ["debian:latest", "debian"],
  ["docker.io/library/debian", "debian"],
  ["docker.io/library/debian:latest", "debian"],
  ["docker.io/my/app:1", "my/app:1"],
  ["example.com:5000/app:latest", "example.com:5000/app"],
  ["Not/An/Image", "Not/An/Image"],
])("FROM %s is the client's context %s", (name, key) => {
  expect(find(name, { [key]: "local:x" })).toEqual({ kind: "local", name: "x", text: "local:x" });
});

test("a context for our platform goes before one for any, and the familiar name before the written one", () => {
  const contexts = { app: "local:any", "app::linux/amd64": "local:amd64", "app::linux/arm64": "local:arm64" };
  expect(find("app", contexts)).toMatchObject({ name: "amd64" });
  expect(find("app:latest", { "app:latest": "local:written", app: "local:familiar" })).toMatchObject({
    name: "familiar",
  });
  expect(find("app:latest", { "app:latest": "local:written" })).toMatchObject({ name: "written" });
});

test("another name's context is none", () => {
  expect(
    find("app", { "app:1": "local:x", apple: "local:y", "app::linux/arm64": "local:z" }),
  ).toBeUndefined();
});

test.each([
  [
    "docker-image://debian:bookworm",
    {
      kind: "image",
      ref: { repository: "docker.io/library/debian", tag: "bookworm", digest: undefined },
    },
  ],
  [`oci-layout://store1:latest@${DIGEST}`, { kind: "layout", store: "store1", digest: parseDigest(DIGEST) }],
  [`oci-layout://store1@${DIGEST}`, { kind: "layout", store: "store1", digest: parseDigest(DIGEST) }],
  ["input:base::linux/amd64", { kind: "input", name: "base::linux/amd64" }],
  ["local:folder", { kind: "local", name: "folder" }],
  ["docker-image://Debian", { kind: "other" }],
  ["oci-layout://store1:latest", { kind: "other" }],
  [`oci-layout://@${DIGEST}`, { kind: "other" }],
  ["https://example.com/app.git#main", { kind: "other" }],
  ["target:stage", { kind: "other" }],
  ["", { kind: "other" }],
])("--build-context app=%s", (text, context) => {
  expect(find("app", { app: text })).toEqual({ ...context, text });
});
