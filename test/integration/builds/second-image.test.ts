import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../../harness/control.js";
import { flaskStatic } from "../results/images.js";
import { ROOT, stage, type Stage } from "../stage.js";
import { fateOf, gatewayBuild } from "./gateway-build.js";

describe("a second image with the same python and modules, from another FROM", () => {
  const result = "faktory-test/second-kontain";
  let on: Stage;
  let second: Outcome;

  beforeAll(async () => {
    on = await stage("28");
    await flaskStatic(on);
    const folder = join(ROOT, "test/integration/fixtures/builds/second-image");
    const source = await on.sourceImage("faktory-test/second", folder);
    const Kontainfile = `FROM ${source}\nLINK static\nDROP yaml._yaml\n`;
    // Nothing of an earlier run of this test: the analysis is new each time.
    const asked = { folder: { Kontainfile }, tag: result, attrs: { "no-cache": "analyze" } };
    second = await gatewayBuild(on, asked);
  });

  test("is analyzed by itself", () => {
    expect(fateOf(second, "[analyze]")).toBe("ran");
  });

  test.each(["[toolchain]", "[link]"])("takes %s from the cache", (step) => {
    expect(fateOf(second, step)).toBe("cached");
  });

  test("runs", async () => {
    expect((await on.run(result)).stdout).toBe("second 42\n");
  });
});
