import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCases } from "../../corpus/case.js";

test("each case of the corpus says what it is a case of, in another sentence, and is described as the schema asks", async () => {
  const cases = await readCases();
  expect(cases.length).toBeGreaterThanOrEqual(55);
  expect(new Set(cases.map(({ of }) => of)).size).toBe(cases.length);
});

test("each case has files of its own for the image", async () => {
  const bare = (await readCases()).filter(({ folder }) => !existsSync(join(folder, "root")));
  expect(bare.map(({ name, builds }) => [name, builds])).toEqual([["zipapp", true]]);
});

test("the variants of a case differ in name", async () => {
  for (const { name, variants } of await readCases())
    expect([name, new Set(variants.map((variant) => variant.name)).size]).toEqual([name, variants.length]);
});
