import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Op } from "../../../src/gen/ops.js";
import { compareUtf8, encodeOp, sortedMap } from "../../../src/llb/canonical.js";
import { environment } from "../../../src/llb/environment.js";
import { exec } from "../../../src/llb/exec.js";
import { image } from "../../../src/llb/image.js";
import { local } from "../../../src/llb/local.js";
import { marshal } from "../../../src/llb/marshal.js";
import { absolutePath, destinationPath } from "../../../src/llb/path.js";
import { scratch } from "../../../src/llb/state.js";

/** Texts with characters beyond the BMP, where UTF-16 and UTF-8 order differ. */
const text = fc.string({
  unit: fc.oneof(fc.constantFrom("a", "/", "\uffee", "\u{1f600}"), fc.string({ maxLength: 1 })),
});

describe("maps", () => {
  test("are in the order of their keys' UTF-8 bytes, not of JavaScript's units", () => {
    expect([...sortedMap([["\u{1f600}", 1] as const, ["\uffee", 2] as const]).keys()]).toEqual([
      "\uffee",
      "\u{1f600}",
    ]);
  });

  test("do not depend on the order in which they were filled", () => {
    fc.assert(
      fc.property(fc.uniqueArray(text), (keys) => {
        const entries = keys.map((key) => [key, key] as const);
        const forth = [...sortedMap(entries).keys()];
        expect([...sortedMap(entries.toReversed()).keys()]).toEqual(forth);
        expect(forth).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });

  test("have a total order", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(0 - Math.sign(compareUtf8(b, a)));
      }),
    );
  });
});

test("the oneof comes after platform and constraints, and the message is the same", () => {
  const op: Op = {
    inputs: [{ digest: "sha256:1", index: 3n }],
    op: { $case: "source", value: { identifier: "local://x", attrs: new Map([["k", "v"]]) } },
    platform: { os: "linux", architecture: "amd64", variant: "", osVersion: "", osFeatures: [] },
    constraints: { filter: [] },
  };
  const bytes = encodeOp(op);
  expect(Op.decode(bytes)).toEqual(op);
  expect(bytes.indexOf("local://x")).toBeGreaterThan(bytes.indexOf("amd64"));
});

test("the order in which mounts are named does not change the bytes", () => {
  const mounts = ["/b", "/a", "/\u{1f600}", "/\uffee"].map((dest) => ({
    dest,
    input: scratch,
    output: true,
  }));
  const bytes = (order: typeof mounts): readonly Buffer[] =>
    marshal(exec(image("x"), { args: ["true"], mounts: order }).root).def;
  fc.assert(
    fc.property(fc.shuffledSubarray(mounts, { minLength: mounts.length }), (order) => {
      expect(bytes(order)).toEqual(bytes(mounts));
    }),
  );
});

test("each mount's output is where the sorted mounts put it", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^\/[a-z]{1,4}$/), { maxLength: 8 }), (dests) => {
      const mounts = dests.map((dest) => ({ dest, input: scratch, output: true }));
      const { output, root } = exec(image("x"), { args: ["true"], mounts });
      expect(root.output?.index).toBe(0);
      for (const [place, dest] of [...dests].sort().entries())
        expect(output(dest).output?.index).toBe(place + 1);
    }),
  );
});

test("a local folder's attributes are JSON that reads back as what was asked", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (patterns) => {
      const { def } = marshal(local("context", { sessionId: "s", followPaths: patterns }));
      const { op } = Op.decode(def[0] ?? Buffer.alloc(0));
      const value = op?.$case === "source" ? op.value.attrs.get("local.followpaths") : undefined;
      expect(JSON.parse(value ?? "")).toEqual(patterns);
    }),
  );
});

describe("an environment", () => {
  test("keeps the last value of a key, at its last place", () => {
    expect(environment(["B=1", "A=1", "B=2"])).toEqual(["A=1", "B=2"]);
  });

  test("may have values with = and entries without", () => {
    expect(environment(["A=x=y", "B"])).toEqual(["A=x=y", "B="]);
  });
});

test.each([
  ["a/../b/", "/b", "/b/"],
  ["", "/", "/"],
  [".", "/", "/"],
  ["/.", "/", "/."],
  ["a/.", "/a", "/a/."],
  ["/..//x", "/x", "/x"],
])("path %j is %j, and as a copy's destination %j", (path, absolute, destination) => {
  expect(absolutePath(path)).toBe(absolute);
  expect(destinationPath(path)).toBe(destination);
});
