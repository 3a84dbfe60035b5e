import { beforeAll, describe, expect, test } from "vitest";
import type { Image } from "../../../harness/image.js";
import type { ImageFile } from "../../../harness/image/file.js";
import { stage, type Stage } from "../stage.js";
import { answerOf } from "./answers.js";
import { readWhole } from "./contents.js";
import { pairOf, WHOLE, type Pair } from "./images.js";

/** A file as a program sees it: which of its hard links the archive has first does not count. */
function seen({ path, type, mode, uid, gid, mtime, link, sha256, xattrs }: ImageFile): object {
  const shared = type === "hardlink";
  return {
    path,
    type: shared ? "file" : type,
    mode,
    uid,
    gid,
    mtime,
    link: shared ? "" : link,
    sha256,
    xattrs,
  };
}

/** What a build step made and removed there shows in the engine that ran it and in no layer: their time is always 0. */
const PASSING = ["tmp", "var/tmp", "run", "run/lock"];
/** The engine mounts files into /etc, so its own time is lost: it has that of its newest member. */
const MOUNTED_INTO = "etc";

const LINES = ["LINK static", ...WHOLE, "KEEP /home/other"];

describe("the files of a static image", () => {
  let on: Stage;
  let pair: Pair;
  let source: Image;
  let result: Image;

  beforeAll(async () => {
    on = await stage("28");
    pair = await pairOf(on, "files", ...LINES);
    // BuildKit's cache does not look at times: of a source that was built anew with equal contents, an engine that
    // knows the old one gives the old one's times, here as in a Dockerfile's COPY. This is about the copying itself.
    await on.convert({
      kontainfile: [`FROM ${pair.source}`, ...LINES, ""].join("\n"),
      tag: pair.result,
      args: ["--no-cache-filter", "analyze,image"],
    });
    [source, result] = [await readWhole(on, pair.source), await readWhole(on, pair.result)];
  });

  /** Paths whose content is ours: the interpreter, links to it, the modules in it, their licences, and ldconfig. */
  function ours(path: string): boolean {
    const text = result.contents.get(path);
    if (path === ".kontain" || /^usr\/share\/doc\/python\.km(\/copyright)?$/.test(path)) return true;
    if (path === "usr/sbin/ldconfig" || /^usr\/bin\/python3[^/]*$/.test(path)) return true;
    return text?.subarray(0, 15).toString() === "kontain module\n";
  }

  test("every path that is not ours equals the source's: type, mode, owner, mtime, content, link, xattrs", () => {
    const shared = [...result.files.values()].filter(({ path }) => !ours(path) && path !== MOUNTED_INTO);
    expect(shared.length).toBeGreaterThan(1000);
    expect(shared.map(seen)).toEqual(
      shared.map(({ path }) => {
        const original = source.files.get(path);
        if (original === undefined) return `${path} is not in the source`;
        return seen({ ...original, mtime: PASSING.includes(path) ? 0 : original.mtime });
      }),
    );
  });

  test("/etc has the time of its newest member in the source", () => {
    const members = [...source.files.values()].filter(({ path }) => /^etc\/[^/]+$/.test(path));
    const supplied = /^etc\/(hosts|hostname|resolv\.conf|mtab)$/;
    const times = members.filter(({ path }) => !supplied.test(path)).map(({ mtime }) => mtime);
    expect(result.files.get(MOUNTED_INTO)?.mtime).toBe(Math.max(...times));
  });

  test("a placeholder has the mode, owner and mtime of the module that it stands for", () => {
    const meta = ({ path, type, mode, uid, gid, mtime }: ImageFile): object => ({
      path,
      type,
      mode,
      uid,
      gid,
      mtime,
    });
    const placeholders = [...result.files.values()].filter(({ path }) => ours(path) && path.endsWith(".so"));
    expect(placeholders.length).toBeGreaterThan(30);
    expect(placeholders.map(meta)).toEqual(
      placeholders.map(({ path }) => {
        const original = source.files.get(path);
        return original === undefined ? path : meta(original);
      }),
    );
  });

  test("the application is there whole", () => {
    const app = (image: Image): string[] => [...image.files.keys()].filter((path) => /^app(\/|$)/.test(path));
    expect(app(result)).toEqual(app(source));
  });

  test("folders of usrmerge are the source's links", () => {
    const links = ["bin", "lib", "lib64", "sbin"].map((path) => [path, result.files.get(path)?.link]);
    expect(Object.fromEntries(links)).toEqual({
      bin: "usr/bin",
      lib: "usr/lib",
      lib64: "usr/lib64",
      sbin: "usr/sbin",
    });
  });

  test.each([
    ["/tmp is for all", "tmp", { type: "directory", mode: 0o1777, uid: 0, gid: 0, mtime: 0 }],
    [
      "another user's home stays closed",
      "home/other",
      { type: "directory", mode: 0o700, uid: 1001, mtime: 1015218367 },
    ],
    ["a secret in it too", "home/other/secret", { mode: 0o600, uid: 1001, gid: 1001, mtime: 1015218367 }],
    ["the user's own home", "home/worker", { type: "directory", mode: 0o700, uid: 1000, mtime: 1015218367 }],
    ["WORKDIR", "app", { type: "directory", mode: 0o750, uid: 1000, gid: 1000, mtime: 1015218367 }],
    ["a setuid file", "app/setuid", { mode: 0o4755, uid: 0 }],
    ["a setgid file", "app/setgid", { mode: 0o2755, gid: 1001 }],
    ["a setgid folder", "app/shared", { type: "directory", mode: 0o2775 }],
    ["a sticky folder", "app/sticky", { type: "directory", mode: 0o1777 }],
    ["an empty folder", "app/empty", { type: "directory", mode: 0o755 }],
    ["a file that nobody may read", "app/closed", { mode: 0, size: 1 }],
    [
      "a link to a file, with an owner of its own",
      "app/link-to-file",
      { link: "hard-one", uid: 1000, gid: 1001 },
    ],
    ["a link to a folder", "app/link-to-folder", { type: "symlink", link: "deep/er" }],
    ["an absolute link", "app/link-absolute", { type: "symlink", link: "/etc/passwd" }],
    ["a link to nowhere", "app/link-dangling", { type: "symlink", link: "nowhere" }],
    ["a name that is not ASCII", "app/with space/žluť", { type: "file", size: 1 }],
  ])("%s", (_, path, expected) => {
    expect(result.files.get(path)).toMatchObject(expected);
  });

  test("/tmp holds nothing", () => {
    expect([...result.files.keys()].filter((path) => path.startsWith("tmp/"))).toEqual([]);
  });

  test("hard links share one file, across folders too", () => {
    const three = ["app/hard-one", "app/hard-two", "app/deep/hard-three"].map((path) =>
      result.files.get(path),
    );
    const data = three.filter((file) => file?.type === "file");
    expect(data).toHaveLength(1);
    expect(three.filter((file) => file?.link === data[0]?.path)).toHaveLength(2);
  });

  test("a file's capability stays", () => {
    expect(source.files.get("app/capable")?.xattrs["security.capability"]).toBeDefined();
    expect(result.files.get("app/capable")?.xattrs).toEqual(source.files.get("app/capable")?.xattrs);
  });

  test("there is a layer each for the runtime, the packages and the application", () => {
    const holding = (path: string): number[] =>
      result.layers.flatMap(({ files }, index) => (files.some((file) => file.path === path) ? [index] : []));
    expect(result.layers).toHaveLength(3);
    expect(holding("usr/lib/python3.11/os.py")).toEqual([0]);
    expect(holding("usr/local/lib/python3.11/dist-packages")).toEqual([1]);
    expect(holding("app/main.py")).toEqual([2]);
  });

  test("the program runs as its user, and reaches what it reaches in the source", async () => {
    const answer = await answerOf(on, pair.result);
    expect(answer).toEqual({
      uid: 1000,
      groups: expect.arrayContaining([1000]) as unknown,
      home: "/home/worker",
      "writes own": true,
      "writes tmp": true,
      "reads other's home": false,
      "reads closed": false,
      links: 3,
      same: true,
      python: "/usr/bin/python3.11.2.km",
    });
    expect(answer).toEqual({
      ...((await answerOf(on, pair.source)) as object),
      python: "/usr/bin/python3.11.2.km",
    });
  });
});
