import { expect, test } from "vitest";
import { digestOfBytes } from "../../../src/llb/canonical.js";
import { exec } from "../../../src/llb/exec.js";
import { image } from "../../../src/llb/image.js";
import { marshal } from "../../../src/llb/marshal.js";
import { printDefinition } from "../../../src/llb/print.js";
import { scratch } from "../../../src/llb/state.js";

const debian = image("docker.io/library/debian:bookworm");
const { root } = exec(debian, {
  args: ["true"],
  mounts: [{ dest: "/z", input: scratch, output: true }],
  secrets: [
    { id: "netrc", dest: "/root/.netrc", optional: true },
    { id: "ca", dest: "/run/secrets/ca", uid: 1000, gid: 100, mode: 0o440, optional: true },
    { id: "must", dest: "/etc/must" },
  ],
});

/**
 * What BuildKit's Go client v0.32.2 sends for the same: AddMount("/z", Scratch()) and three AddSecret in this order, by
 * the program of test/fixtures/llb/oracle.
 */
const OF_GO_CLIENT =
  "CkkKR3NoYTI1NjplODIxZTQ1ZjFiMDdkYjAzOWU0NGI4MDJjZjQxZDBlMTU0ZmExZmM3MDAxMTUxN2U4NWVjODlmMGViODI2YjFhUg4KBWFtZDY0EgVsaW51eFoAEqgBCgsKBHRydWUaAS9YARIDGgEvEhEI////////////ARoCL3ogARIqCP///////////wEaDC9yb290Ly5uZXRyYzABqgEMCgVuZXRyYyCAAigBEi8I////////////ARoPL3J1bi9zZWNyZXRzL2NhMAGqAQ4KAmNhEOgHGGQgoAIoARIkCP///////////wEaCS9ldGMvbXVzdDABqgEJCgRtdXN0IIAC";

test("secrets are sent as BuildKit's Go client sends them, to the byte", () => {
  const sent = marshal(root).def.at(-2) ?? Buffer.alloc(0);
  expect(sent.toString("base64")).toBe(OF_GO_CLIENT);
  expect(digestOfBytes(sent)).toBe("sha256:760ba0d57a0a1716e7ec860b8acf302295ff8a25f7c9d2b307d22c2fd288f3ee");
});

test("a daemon that knows no secrets is not sent any", () => {
  const caps = new Set(["source.image", "exec.meta.base", "exec.meta.setsdefaultpath", "exec.mount.bind"]);
  expect(() => marshal(root, { caps })).toThrow("this BuildKit lacks exec.mount.secret");
  expect(() => marshal(root, { caps: new Set([...caps, "exec.mount.secret"]) })).not.toThrow();
});

test("a secret's path is absolute", () => {
  const wrong = exec(debian, { args: ["true"], secrets: [{ id: "a", dest: "run/a" }] });
  expect(() => marshal(wrong.root)).toThrow('secret path "run/a" is not absolute');
});

test("secrets show in print, with what they are and who may read them", () => {
  const lines = printDefinition(marshal(root)).split("\n");
  expect(lines.filter((line) => line.includes("secret "))).toEqual([
    "  secret netrc at /root/.netrc 0400 owner 0:0 may-be-absent",
    "  secret ca at /run/secrets/ca 0440 owner 1000:100 may-be-absent",
    "  secret must at /etc/must 0400 owner 0:0",
  ]);
});
