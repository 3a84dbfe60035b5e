import { beforeAll, expect, test } from "vitest";
import { answerOf } from "../results/answers.js";
import { TWINS, withSources } from "../results/twins.js";
import { stage, type Stage } from "../stage.js";
import { stepsOf } from "./raw-progress.js";

const SOURCE = "faktory-test/relink-changing";
const RESULT = `${SOURCE}-kontain`;
/** In versions too: nothing of an earlier run of these tests may be in the cache. */
const NOW = String(Date.now());

let on: Stage;

beforeAll(async () => {
  on = await stage("28");
  await convert();
});

test("a changed application builds nothing of C", async () => {
  const steps = await convert(`EDITION=${NOW}`);
  expect(steps.get(`[analyze] ${SOURCE}`)).toBe("ran");
  expect(building(steps)).toEqual({
    toolchain: "cached",
    ...relinked("left 1.0", "cached"),
    ...relinked("right 1.0", "cached"),
    ...relinked("MarkupSafe 2.1.2", "cached"),
    link: "cached",
  });
  expect(await answerOf(on, RESULT)).toMatchObject({ edition: NOW });
});

test("a new version of one distribution builds that one alone, and links once more", async () => {
  const steps = await convert(`LEFT=1.${NOW}`);
  expect(building(steps)).toEqual({
    toolchain: "cached",
    ...relinked(`left 1.${NOW}`, "ran"),
    ...relinked("right 1.0", "cached"),
    ...relinked("MarkupSafe 2.1.2", "cached"),
    link: "ran",
  });
  expect(await answerOf(on, RESULT)).toMatchObject({
    left: { tells: ["left", `1.${NOW}`, 100, 100, 109, 107] },
    right: { tells: ["right", "1.0", 500, 500, 509, 507] },
    versions: [`1.${NOW}`, "1.0", "1.0"],
  });
});

test("a new version of a pure-Python distribution builds nothing of C", async () => {
  const steps = await convert(`PLAIN=1.${NOW}`);
  expect(building(steps)).toEqual({
    toolchain: "cached",
    ...relinked("left 1.0", "cached"),
    ...relinked("right 1.0", "cached"),
    ...relinked("MarkupSafe 2.1.2", "cached"),
    link: "cached",
  });
  expect(await answerOf(on, RESULT)).toMatchObject({ versions: ["1.0", "1.0", `1.${NOW}`] });
});

/** Build the source image and the sources with these values, convert, and tell what each step did. */
async function convert(...values: readonly string[]): Promise<ReadonlyMap<string, "cached" | "ran">> {
  const args = values.flatMap((value) => ["--build-arg", value]);
  await on.engine.docker("build", "--quiet", "--tag", SOURCE, ...args, TWINS);
  const kontainfile = `FROM ${SOURCE}\nLINK static\n`;
  const built = await withSources(
    on,
    TWINS,
    (context) => on.convert({ kontainfile, tag: RESULT, args: ["--progress=rawjson", ...context] }),
    ...args,
  );
  return stepsOf(built.stderr);
}

/** The steps that build C. */
function building(steps: ReadonlyMap<string, "cached" | "ran">): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...steps].flatMap(([name, fate]) => {
      const [, stage = "", what = ""] = /^\[(toolchain|relink|link)\] (.*)$/.exec(name) ?? [];
      return stage === "" ? [] : [[stage === "relink" ? what : stage, fate]];
    }),
  );
}

function relinked(title: string, fate: "cached" | "ran"): Readonly<Record<string, string>> {
  return { [`${title}: sources`]: fate, [title]: fate };
}
