import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../../harness/control.js";
import { imageDifferences } from "../../../harness/image/compare.js";
import { readImage, type Image } from "../../../harness/image.js";
import { stage } from "../stage.js";
import { buildChanging, CHANGING, KONTAINFILE } from "./changing-source.js";
import { fateOf, gatewayBuild } from "./gateway-build.js";

describe("built twice from nothing, Docker 28", () => {
  let first: Image;
  let second: Image;
  let again: Outcome;

  beforeAll(async () => {
    const on = await stage("28");
    const asked = { folder: { Kontainfile: KONTAINFILE }, tag: `${CHANGING}-twice` };
    await buildChanging(on, "twice");
    await gatewayBuild(on, asked);
    first = await readImage(on.engine, asked.tag);
    again = await gatewayBuild(on, { ...asked, attrs: { "no-cache": "" } });
    second = await readImage(on.engine, asked.tag);
  });

  const steps = ["[analyze]", "[toolchain]", "[link]", "[check]", "[image] runtime layer"];
  test.each(steps)("runs %s both times", (step) => {
    expect(fateOf(again, step)).toBe("ran");
  });

  test("makes the same layers and the same configuration", () => {
    expect(second.layers.map((layer) => layer.diffId)).toEqual(first.layers.map((layer) => layer.diffId));
    expect(imageDifferences(first, second)).toEqual([]);
  });
});
