import { beforeAll, describe, expect, test } from "vitest";
import { readImage, type Image } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { answerOf } from "./answers.js";
import { pairOf, type Pair } from "./images.js";

describe("Debian's python3-numpy, by LINK dynamic", () => {
  let on: Stage;
  let pair: Pair;
  let image: Image;

  beforeAll(async () => {
    on = await stage("28");
    pair = await pairOf(on, "numpy", "LINK dynamic");
    image = await readImage(on.engine, pair.result);
  });

  test("is dynamic, as it was asked for", () => {
    expect(image.config.config?.Labels).toMatchObject({ "app.kontain.link": "dynamic" });
    expect(pair.log).not.toContain("LINK auto");
  });

  test("computes what the source computes, to the last digit: product, solve, eigenvalues, fft", async () => {
    const source = await answerOf(on, pair.source);
    expect(source).toMatchObject({ sum: 499500, file: "/usr/lib/python3/dist-packages/numpy/__init__.py" });
    expect(await answerOf(on, pair.result)).toEqual(source);
  });

  test("the C libraries that its modules need lie where the source has them", () => {
    const files = [...image.files.keys()];
    for (const library of [/libblas\.so\.3$/, /liblapack\.so\.3$/, /libgfortran\.so\.5$/]) {
      expect(files).toContainEqual(expect.stringMatching(library));
    }
  });
});
