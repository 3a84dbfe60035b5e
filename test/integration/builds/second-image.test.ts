import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../../harness/control.js";
import { flaskSource, WHOLE } from "../results/images.js";
import { ROOT, stage, type Stage } from "../stage.js";
import { fateOf, gatewayBuild } from "./gateway-build.js";

describe("a second image with the same python and modules, from another FROM", () => {
  const result = "faktory-test/second-kontain";
  let on: Stage;
  let second: Outcome;

  beforeAll(async () => {
    on = await stage("28");
    // The key of a link is the set of modules, and with PRUNE safe each image has its own: this is about the key.
    const lines = (from: string, drop: string): string =>
      [`FROM ${from}`, "LINK static", ...WHOLE, `DROP ${drop}`, ""].join("\n");
    await on.convert({ kontainfile: lines(await flaskSource(on), "markupsafe._speedups") });
    const folder = join(ROOT, "test/integration/fixtures/builds/second-image");
    const source = await on.sourceImage("faktory-test/second", folder);
    const Kontainfile = lines(source, "yaml._yaml");
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
