import { describe, expect, test } from "vitest";
import { entriesOf } from "../../harness/control/folder.js";
import { wanted } from "../../harness/control/filesync.js";
import { fileDifferences } from "../../harness/image/compare.js";
import { overlay, type ImageFile, type Layer } from "../../harness/image/file.js";

describe("overlay", () => {
  test("a whiteout hides a file, or a folder and all below it, of lower layers", () => {
    const files = overlay([
      layer("etc/", "etc/a", "opt/", "opt/b", "opt/c/", "opt/c/d"),
      layer("etc/.wh.a", ".wh.opt", "srv"),
    ]);
    expect([...files.keys()]).toEqual(["etc", "srv"]);
  });

  test("an opaque folder hides what lower layers have in it, and keeps what its own layer adds", () => {
    const files = overlay([layer("etc/", "etc/a", "etc/b"), layer("etc/", "etc/b", "etc/.wh..wh..opq")]);
    expect([...files.keys()]).toEqual(["etc", "etc/b"]);
  });

  test("a file in place of a folder hides what was below it, and a name's start is not its folder", () => {
    const files = overlay([layer("lib/", "lib/a", "lib64/", "lib64/b"), layer("lib")]);
    expect([...files.keys()]).toEqual(["lib", "lib64", "lib64/b"]);
  });
});

test("fileDifferences names each file and field, and leaves out what it is told to", () => {
  const a = overlay([layer("same", "left", "both")]);
  const b = overlay([
    layer("same", "right"),
    { ...layer(), files: [{ ...file("both"), mode: 0o755, mtime: 9 }] },
  ]);
  expect(fileDifferences(a, b, ["mtime"])).toEqual([
    "/both: mode: 420 | 493",
    "/left: only in the first",
    "/right: only in the second",
  ]);
});

describe("a folder that a build reads", () => {
  test("lists a folder's entries right behind it, as fsutil's receiver asks for", async () => {
    const entries = await entriesOf({ "a/b": "", "a.b": "", "a-b": "", "a/c/d": "" });
    expect(entries.map((entry) => entry.path)).toEqual(["a", "a/b", "a/c", "a/c/d", "a-b", "a.b"]);
  });

  test("gives only what is asked for, with its parents", async () => {
    const entries = await entriesOf({ "a/b": "", "a/c": "", "d/e/f": "", "d/ee": "" });
    expect(wanted(entries, ["a/b", "d/e"]).map((entry) => entry.path)).toEqual([
      "a",
      "a/b",
      "d",
      "d/e",
      "d/e/f",
    ]);
    expect(wanted(entries, [])).toHaveLength(entries.length);
  });
});

function layer(...paths: readonly string[]): Layer {
  return { diffId: "", digest: "", size: 0, contents: new Map(), files: paths.map(file) };
}

function file(path: string): ImageFile {
  const type = path.endsWith("/") ? "directory" : "file";
  const common = { mode: 0o644, uid: 0, gid: 0, mtime: 0, size: 0, link: "", sha256: "", xattrs: {} };
  return { path: path.replace(/\/$/, ""), type, ...common };
}
