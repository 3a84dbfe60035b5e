import { crc32 } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Image } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { answerOf } from "./answers.js";
import { elfFiles, readWhole } from "./contents.js";
import { TWINS, withSources } from "./twins.js";

const KM = "usr/bin/python3.11.2.km";
const PACKAGES = "usr/local/lib/python3.11/dist-packages";
const SUFFIX = "cpython-311-x86_64-linux-gnu.so";

let on: Stage;

async function convert(source: string, result: string): Promise<Image> {
  const kontainfile = `FROM ${source}\nLINK static\n`;
  await withSources(on, TWINS, (args) => on.convert({ kontainfile, tag: result, args }));
  return readWhole(on, result);
}

beforeAll(async () => {
  on = await stage("28");
});

describe("two packages that have everything of one name, by LINK static and their sdists", () => {
  const result = "faktory-test/relink-kontain";
  let source: string;
  let image: Image;

  beforeAll(async () => {
    source = await on.sourceImage("faktory-test/relink", TWINS);
    image = await convert(source, result);
  });

  test("python.km is a static ET_EXEC, and the only ELF file", () => {
    const elves = [...elfFiles(image)];
    expect(elves.map(([path]) => path)).toEqual([KM]);
    expect(elves[0]?.[1]).toMatchObject({ type: "ET_EXEC", loader: undefined, dynamic: false, needed: [] });
    expect(image.config.config?.Labels).toMatchObject({ "app.kontain.link": "static" });
  });

  test.each([
    [`${PACKAGES}/left/_core.${SUFFIX}`, "left==1.0:left._core"],
    [`${PACKAGES}/right/_shapes.${SUFFIX}`, "right==1.0:right._shapes"],
  ])("where the source has %s, the result has the name of what python.km holds", (path, id) => {
    expect(image.contents.get(path)?.toString()).toBe(`kontain module\n${id}\n`);
  });

  test("each has its own functions, data, templates, static variables, threads and exceptions", async () => {
    const answer = await answerOf(on, result);
    expect(answer).toMatchObject({
      left: {
        tells: ["left", "1.0", 100, 100, 109, 107],
        numbers: [
          [101, 1],
          [102, 2],
        ],
        shape: ["left shape, round", 106, 100.5, 102],
        caught: "left failed",
        threads: [101, 102, 101],
      },
      right: {
        tells: ["right", "1.0", 500, 500, 509, 507],
        numbers: [
          [501, 1],
          [502, 2],
        ],
        shape: ["right shape, round", 506, 500.5, 502],
        caught: "right failed",
        threads: [501, 502, 501],
      },
      "left again": {
        numbers: [
          [103, 3],
          [104, 4],
        ],
        threads: [103, 104, 101],
      },
    });
    expect(answer).toEqual(await answerOf(on, source));
  });

  test("zlib keeps its own crc32 beside theirs", async () => {
    expect(await answerOf(on, result)).toMatchObject({ crc32: crc32("crc") });
  });

  test("Debian's markupsafe, from Debian's source, runs its speed-up", async () => {
    expect(await answerOf(on, result)).toMatchObject({
      escape: "markupsafe._speedups",
      escaped: "&lt;&amp;&gt;",
    });
  });

  test("a variable of an inline function, of which the dynamic loader has one for all, is one for each", async () => {
    const code = "import json, left, right; print(json.dumps([left.tally(), right.tally(), left.tally()]))";
    expect(await answerOf(on, source, "python3", "-c", code)).toEqual([1, 2, 3]);
    expect(await answerOf(on, result, "python3", "-c", code)).toEqual([1, 1, 2]);
  });
});

test("the same in a root without users and without /tmp", async () => {
  const source = await on.sourceImage("faktory-test/relink-bare", TWINS, "--build-arg", "BARE=1");
  const result = "faktory-test/relink-bare-kontain";
  const { files } = await convert(source, result);
  expect(["etc/passwd", "etc/group", "tmp"].filter((path) => files.has(path))).toEqual([]);
  expect(await answerOf(on, result)).toEqual(await answerOf(on, source));
});
