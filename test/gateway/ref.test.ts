import { expect, test } from "vitest";
import { FileTooLargeError, GatewayError, isNotFound } from "../../src/gateway/gateway-error.js";
import { openRef } from "../../src/gateway/ref.js";
import type { ReadFileRequest } from "../../src/gen/gateway.js";
import { dial } from "./dial.js";

const MIB = 1024 * 1024;
const NO_CAPS = new Set<string>();

/** A ref with one file; gives the ranges that were asked for too. */
async function refWith(bytes: Buffer) {
  const ranges: (readonly [bigint, bigint])[] = [];
  const readFile = ({ range }: ReadFileRequest) => {
    if (range === undefined) throw new Error("a whole file was asked for");
    ranges.push([range.offset, range.length]);
    return { data: bytes.subarray(Number(range.offset), Number(range.offset + range.length)) };
  };
  return { ref: openRef(await dial({ readFile }), NO_CAPS, { id: "r1", def: undefined }), ranges };
}

test("a small file is one call", async () => {
  const { ref, ranges } = await refWith(Buffer.from("{}"));
  expect(Buffer.from(await ref.readFile("/plan.json")).toString()).toBe("{}");
  expect(ranges).toEqual([[0n, BigInt(MIB)]]);
});

test("a file of exactly two chunks is whole", async () => {
  const { ref, ranges } = await refWith(Buffer.alloc(2 * MIB, "x"));
  expect(await ref.readFile("/f")).toHaveLength(2 * MIB);
  expect(ranges).toHaveLength(3);
});

test("a range is read as asked, over chunks", async () => {
  const { ref, ranges } = await refWith(Buffer.from("0123456789".repeat(300_000)));
  expect(Buffer.from(await ref.readFile("/f", { offset: 11, length: 3 })).toString()).toBe("123");
  expect(await ref.readFile("/f", { offset: 5, length: MIB + 7 })).toHaveLength(MIB + 7);
  expect(ranges).toEqual([
    [11n, 3n],
    [5n, BigInt(MIB)],
    [BigInt(MIB + 5), 7n],
  ]);
});

test("a file of the limit's size is read, one byte more is an error", async () => {
  const { ref } = await refWith(Buffer.alloc(100, "x"));
  expect(await ref.readFile("/f", { limit: 100 })).toHaveLength(100);
  const read = ref.readFile("/f", { limit: 99 });
  await expect(read).rejects.toThrow(new FileTooLargeError("/f", 99));
});

test("what Go calls a mode becomes a kind and POSIX bits", async () => {
  const stat = (path: string, mode: number, linkname = "") => ({
    ...{ path, mode, uid: 1000, gid: 100, size: 7n, modTime: 1_700_000_000_123_456_789n, linkname },
    ...{ devmajor: 0n, devminor: 0n, xattrs: new Map<string, Buffer>() },
  });
  const entries = [
    stat("tmp", 2 ** 31 + 2 ** 20 + 0o777),
    stat("python3", 2 ** 27 + 0o777, "python3.11"),
    stat("su", 2 ** 23 + 0o755),
    stat("hard", 0o644, "first"),
    stat("null", 2 ** 26 + 2 ** 21 + 0o666),
  ];
  const ref = openRef(await dial({ readDir: () => ({ entries }) }), NO_CAPS, { id: "r1", def: undefined });
  const listed = await ref.readDir("/");
  expect(listed.map(({ path, kind, mode, linkname }) => [path, kind, mode.toString(8), linkname])).toEqual([
    ["tmp", "directory", "1777", ""],
    ["python3", "symlink", "777", "python3.11"],
    ["su", "file", "4755", ""],
    ["hard", "file", "644", ""],
    ["null", "device", "666", ""],
  ]);
  expect(listed[0]).toMatchObject({ uid: 1000, gid: 100, size: 7, mtime: 1_700_000_000_123_456_789n });
});

test("a failed read names the path in the tree, not where the daemon mounted it", async () => {
  const answer = () => {
    throw Object.assign(new Error(), {
      code: 2,
      details: "open /var/lib/docker/tmp/buildkit-mount2403037151/plan.json: no such file or directory",
    });
  };
  const ref = openRef(await dial({ readFile: answer }), NO_CAPS, { id: "r1", def: undefined });
  const error: unknown = await ref.readFile("/plan.json").catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 2, message: "open /plan.json: no such file or directory" });
  expect(isNotFound(error)).toBe(true);
});

test("a failed step keeps its message when its result is read", async () => {
  const message = 'process "/bin/sh -c exit 3" did not complete successfully: exit code: 3';
  const answer = () => {
    throw Object.assign(new Error(), { code: 2, details: message });
  };
  const ref = openRef(await dial({ readFile: answer }), NO_CAPS, { id: "r1", def: undefined });
  await expect(ref.readFile("/plan.json")).rejects.toThrow(message);
});

test.each([
  ["open /var/lib/docker/overlay2/x/merged/usr/bin/node: no such file or directory", true],
  ["lstat /x/y: not a directory", true],
  ["too many links", true],
  ["process did not complete successfully: exit code: 1", false],
])("%j means not found: %j", (message, expected) => {
  expect(isNotFound(new GatewayError({ code: 2, message, details: [] }))).toBe(expected);
});
