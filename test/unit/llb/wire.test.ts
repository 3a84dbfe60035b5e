import jspb from "google-protobuf";
import { expect, test } from "vitest";
import { exec } from "../../../src/llb/exec.js";
import { copy, file, mkfile } from "../../../src/llb/file.js";
import { image } from "../../../src/llb/image.js";
import { local } from "../../../src/llb/local.js";
import { marshal } from "../../../src/llb/marshal.js";
import { scratch, type State } from "../../../src/llb/state.js";

/** Fields as google-protobuf's reader finds them, in their order on the wire: nothing of ts-proto's is used. */
function fields(bytes: Uint8Array): readonly (readonly [number, string | Uint8Array])[] {
  const reader = new jspb.BinaryReader(bytes);
  const found: [number, string | Uint8Array][] = [];
  while (reader.nextField() && !reader.isEndGroup()) {
    const number = reader.getFieldNumber();
    found.push([number, reader.isDelimited() ? reader.readBytes() : reader.readInt64String()]);
  }
  return found;
}

function numbers(bytes: Uint8Array): readonly number[] {
  return fields(bytes).map(([number]) => number);
}

/** The first field of that number, by a path of numbers through messages. */
function at(bytes: Uint8Array, ...path: readonly number[]): Uint8Array {
  return path.reduce((message, wanted) => {
    const value = fields(message).find(([number]) => number === wanted)?.[1];
    if (value === undefined || typeof value === "string") throw new Error(`no message in field ${wanted}`);
    return value;
  }, bytes);
}

function varint(bytes: Uint8Array, wanted: number): string | undefined {
  const value = fields(bytes).find(([number]) => number === wanted)?.[1];
  return typeof value === "string" ? value : undefined;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

function lastOp(state: State): Uint8Array {
  const op = marshal(state).def.at(-2);
  if (op === undefined) throw new Error("no operation");
  return op;
}

const debian = image("docker.io/library/debian:bookworm");

test("an op is inputs, platform, constraints and then the operation", () => {
  const op = lastOp(exec(debian, { args: ["true"] }).root);
  expect(numbers(op)).toEqual([1, 10, 11, 2]);
  expect(text(at(op, 1, 1))).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(text(at(op, 10, 1))).toBe("amd64");
  expect(at(op, 11)).toHaveLength(0);
  expect(text(at(op, 2, 1, 1))).toBe("true");
});

test("a file operation names no platform", () => {
  expect(
    numbers(lastOp(file(debian, [mkfile({ path: "/a", mode: 0o644, data: Buffer.from("a") })]))),
  ).toEqual([1, 11, 4]);
});

test("what is -1 takes ten bytes, as a 64-bit varint", () => {
  const op = lastOp(file(scratch, [copy({ from: debian, src: "/a", dest: "/b" })]));
  const action = at(op, 4, 2);
  expect(varint(action, 1)).toBe("-1");
  const details = at(action, 4);
  expect([varint(details, 4), varint(details, 11)]).toEqual(["-1", "-1"]);
  const minusOne = Buffer.from("ffffffffffffffffff01", "hex");
  expect(Buffer.from(details).includes(Buffer.concat([Buffer.from([4 << 3]), minusOne]))).toBe(true);
});

test("defaults are left out", () => {
  const action = at(lastOp(file(scratch, [copy({ from: debian, src: "/a", dest: "/b" })])), 4, 2);
  // The second input and the output are 0.
  expect(numbers(action)).toEqual([1, 4]);
  expect(numbers(at(action, 4))).toEqual([1, 2, 4, 11]);
});

test("a mount is its input, path and output, and the mounts are in the order of their paths", () => {
  const mounts = [
    { dest: "/out", input: scratch, output: true },
    { dest: "/in", input: debian, selector: "/etc", readonly: true },
  ];
  const mounted = fields(at(lastOp(exec(debian, { args: ["true"], mounts }).output("/out")), 2)).flatMap(
    ([number, value]) => (number === 2 && typeof value !== "string" ? [value] : []),
  );
  expect(mounted.map((mount) => text(at(mount, 3)))).toEqual(["/", "/in", "/out"]);
  expect(mounted.map((mount) => varint(mount, 1) ?? "0")).toEqual(["0", "0", "-1"]);
  expect(mounted.map((mount) => varint(mount, 4) ?? "0")).toEqual(["0", "-1", "1"]);
  expect(mounted.map((mount) => varint(mount, 5) ?? "0")).toEqual(["0", "1", "0"]);
});

test("attributes are entries of key and value, in the order of their keys", () => {
  const op = lastOp(
    local("context", { sessionId: "s", differ: "none", followPaths: ["a"], sharedKeyHint: "h" }),
  );
  const entries = fields(at(op, 3)).flatMap(([number, value]) =>
    number === 2 && typeof value !== "string" ? [value] : [],
  );
  expect(entries.map((entry) => text(at(entry, 1)))).toEqual([
    "local.differ",
    "local.followpaths",
    "local.session",
    "local.sharedkeyhint",
  ]);
  expect(entries.map(numbers)).toEqual(entries.map(() => [1, 2]));
});

test("the terminal op is one input and nothing else", () => {
  const terminal = marshal(exec(debian, { args: ["true"] }).root).def.at(-1);
  expect(numbers(terminal ?? Buffer.alloc(0))).toEqual([1]);
});
