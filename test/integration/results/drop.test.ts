import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Image } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { answerOf } from "./answers.js";
import { readWhole } from "./contents.js";
import { fixture, pairOf, WHOLE } from "./images.js";

const KM = "usr/bin/python3.11.2.km";
/** What every SQLite library holds, and what names the module in ours. */
const SQLITE = ["SQLite format 3", "sqlite_master", "cpython:_sqlite3", "PyInit__sqlite3"];

const tried = (name: string): string => `
import json
try:
    import ${name}
    print(json.dumps("imported"))
except Exception as error:
    print(json.dumps("%s: %s" % (type(error).__name__, error)))`;

describe("DROP and KEEP in a static image", () => {
  const less = "faktory-test/library-less";
  let on: Stage;
  let source: string;
  let whole: Image;
  let dropped: Image;
  let log: string;

  beforeAll(async () => {
    on = await stage("28");
    const pair = await pairOf(on, "library", "LINK static", ...WHOLE);
    source = pair.source;
    const built = await on.convert({
      kontainfile: `FROM ${source}
LINK static
${WHOLE.join("\n")}
DROP _sqlite3 xml shop.parts.*
DROP not.there
KEEP /opt/outside/kept*
`,
      tag: less,
    });
    log = built.stderr;
    [whole, dropped] = [await readWhole(on, pair.result), await readWhole(on, less)];
  });

  test("DROP _sqlite3 leaves neither the module nor SQLite in python.km", () => {
    const held = (image: Image): string[] => SQLITE.filter((text) => image.contents.get(KM)?.includes(text));
    expect(held(whole)).toContain("SQLite format 3");
    expect(held(whole)).toContain("cpython:_sqlite3");
    expect(held(dropped)).toEqual([]);
  });

  test("DROP _sqlite3 makes python.km smaller by more than half a megabyte", () => {
    const size = (image: Image): number => image.files.get(KM)?.size ?? 0;
    expect(size(whole) - size(dropped)).toBeGreaterThan(512 * 1024);
  });

  test("import sqlite3 fails as for any module that is not there", async () => {
    expect(await answerOf(on, less, "python3", "-c", tried("sqlite3"))).toBe(
      "ModuleNotFoundError: No module named '_sqlite3'",
    );
  });

  test("DROP of a package leaves none of its files, and its import fails", async () => {
    expect(whole.files.has("usr/lib/python3.11/xml/etree/ElementTree.py")).toBe(true);
    expect([...dropped.files.keys()].filter((path) => /python3\.11\/xml(\/|$)/.test(path))).toEqual([]);
    expect(await answerOf(on, less, "python3", "-c", tried("xml.etree"))).toBe(
      "ModuleNotFoundError: No module named 'xml'",
    );
  });

  test("DROP pkg.sub.* leaves the package around it", async () => {
    expect(await answerOf(on, less, "python3", "-c", tried("shop"))).toBe("imported");
    expect(await answerOf(on, less, "python3", "-c", tried("shop.parts.answer"))).toMatch(
      /^ModuleNotFoundError: /,
    );
  });

  test("KEEP brings a path that nothing else names, with the source's content, and not its neighbour", async () => {
    const text = await readFile(`${fixture("library")}/outside/kept.txt`);
    expect(whole.files.has("opt/outside/kept.txt")).toBe(false);
    expect(dropped.contents.get("opt/outside/kept.txt")).toEqual(text);
    expect(dropped.files.has("opt/outside/left.txt")).toBe(false);
  });

  test("a pattern that matches nothing is said, at its line", () => {
    expect(log).toContain("DROP not.there matches nothing in faktory-test/library");
  });
});
