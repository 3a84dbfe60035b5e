import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../../harness/control.js";
import { readImage, type Image } from "../../../harness/image.js";
import { stage } from "../stage.js";
import { buildChanging, CHANGING, KONTAINFILE } from "./changing-source.js";
import { fateOf, gatewayBuild } from "./gateway-build.js";

describe.each(["28", "20"] as const)("after a change of one line of app.py, Docker %s", (version) => {
  let before: Image;
  let after: Image;
  let changed: Outcome;
  let unchanged: Outcome;

  beforeAll(async () => {
    const on = await stage(version);
    const asked = { folder: { Kontainfile: KONTAINFILE }, tag: `${CHANGING}-kontain` };
    const read = (): Promise<Image> => readImage(on.engine, asked.tag, ["app/app.py"]);
    await buildChanging(on, "before");
    await gatewayBuild(on, asked);
    before = await read();
    await buildChanging(on, `after ${Date.now()}`);
    changed = await gatewayBuild(on, asked);
    after = await read();
    unchanged = await gatewayBuild(on, asked);
  });

  const checks = ["[check] what", "[check] the result"];
  test.each(["[analyze]", ...checks, "[image] app layer"])("runs %s", (step) => {
    expect(fateOf(changed, step)).toBe("ran");
  });

  test.each(["[toolchain]", "[link]"])("takes %s from the cache", (step) => {
    expect(fateOf(changed, step)).toBe("cached");
  });

  test("makes three layers, of which runtime and packages keep their digests", () => {
    const [old, made] = [before, after].map((image) => image.layers.map((layer) => layer.diffId));
    expect(made).toEqual([old?.[0], old?.[1], expect.not.stringMatching(old?.[2] ?? "")]);
  });

  test("puts the changed line into the image", () => {
    expect(before.contents.get("app/app.py")?.toString()).toMatch(/^"""before: a small Flask/);
    expect(after.contents.get("app/app.py")?.toString()).toMatch(/^"""after \d+: a small Flask/);
  });

  test("runs nothing when it builds once more", () => {
    for (const step of ["[analyze]", "[toolchain]", "[link]", "[check]", "[image]"]) {
      expect(fateOf(unchanged, step)).toBe("cached");
    }
  });
});
