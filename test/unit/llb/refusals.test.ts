import { describe, expect, test } from "vitest";
import { exec } from "../../../src/llb/exec.js";
import { copy, file, mkfile, symlink } from "../../../src/llb/file.js";
import { fromDefinition } from "../../../src/llb/definition.js";
import { image } from "../../../src/llb/image.js";
import { local } from "../../../src/llb/local.js";
import { digestOf, marshal } from "../../../src/llb/marshal.js";
import { scratch } from "../../../src/llb/state.js";

const debian = image("docker.io/library/debian:bookworm");
const DOCKER_20 = new Set([
  "source.image",
  "exec.meta.base",
  "exec.meta.setsdefaultpath",
  "exec.mount.bind",
  "file.base",
]);

describe("on a daemon that lacks a cap", () => {
  test("a symlink is refused, by the name of its step", () => {
    const linked = file(debian, [symlink({ path: "/a", target: "b" })], { name: "link a" });
    expect(() => marshal(linked, { caps: DOCKER_20 })).toThrow(
      'this BuildKit lacks file.symlink.create, which the step "link a" needs',
    );
  });

  test("copy patterns are refused", () => {
    const action = copy({ from: debian, src: "/", dest: "/", includePatterns: ["*.py"] });
    expect(() => marshal(file(scratch, [action]), { caps: DOCKER_20 })).toThrow(
      "this BuildKit lacks file.copy.includeexcludepatterns",
    );
  });

  test("what needs only its caps is sent", () => {
    const { root } = exec(debian, { args: ["true"] });
    expect(
      marshal(file(root, [copy({ from: debian, src: "/", dest: "/" })]), { caps: DOCKER_20 }).def,
    ).toHaveLength(4);
  });
});

describe("mounts", () => {
  const mounted = (...mounts: readonly { dest: string; readonly?: boolean; output?: boolean }[]) =>
    exec(debian, { args: ["true"], mounts: mounts.map((mount) => ({ input: scratch, ...mount })) });

  test("have one path each", () => {
    expect(() => mounted({ dest: "/a" }, { dest: "/a" })).toThrow("two mounts at /a");
    expect(() => mounted({ dest: "/" })).toThrow("two mounts at /");
  });

  test("have absolute paths", () => {
    expect(() => mounted({ dest: "a" })).toThrow('mount path "a" is not absolute');
  });

  test("cannot be read-only and an output", () => {
    expect(() => mounted({ dest: "/a", readonly: true, output: true })).toThrow(
      "the mount at /a is read-only and an output",
    );
  });

  test("give a state only where they are outputs", () => {
    const { output } = mounted({ dest: "/a", readonly: true });
    expect(() => output("/a")).toThrow("the mount at /a is not an output of this exec");
    expect(() => output("/b")).toThrow("the mount at /b is not an output of this exec");
  });
});

test("an exec without a command is refused", () => {
  expect(() => exec(debian, { args: [] })).toThrow("exec needs a command");
});

test("a file operation without an action is refused", () => {
  expect(() => file(debian, [])).toThrow("a file operation needs an action");
});

test("a mode that the daemon would cut down is refused", () => {
  expect(() => file(debian, [mkfile({ path: "/su", mode: 0o4755, data: new Uint8Array() })])).toThrow(
    "a file operation cannot set mode 04755",
  );
});

test("a local folder that nobody owns is refused", () => {
  expect(() => local("context", {})).toThrow('local "context" needs a sessionId, or else a unique string');
});

test("a definition that lacks an operation is refused", () => {
  const { def, ...rest } = marshal(exec(debian, { args: ["true"] }).root);
  expect(() => fromDefinition({ ...rest, def: def.slice(1) })).toThrow(
    /^the definition has no operation sha256:/,
  );
});

test("scratch has no bytes, no digest, and reads back as scratch", () => {
  expect(marshal(scratch)).toEqual({ def: [], metadata: new Map(), source: undefined });
  expect(digestOf(scratch)).toBeUndefined();
  expect(fromDefinition(marshal(scratch))).toBe(scratch);
});

test("graphs can be built on somebody else's definition, which stays as it was", () => {
  const theirs = marshal(exec(debian, { args: ["true"], name: "theirs" }).root);
  const ours = marshal(
    file(fromDefinition(theirs), [mkfile({ path: "/a", mode: 0o644, data: new Uint8Array() })]),
  );
  expect(ours.def.slice(0, 2)).toEqual(theirs.def.slice(0, 2));
  expect([...ours.metadata.values()].map(({ description }) => description.get("llb.customname"))).toContain(
    "theirs",
  );
});
