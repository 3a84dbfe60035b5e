import { expect, test } from "vitest";
import { suggest } from "../../../src/kontainfile/suggest.js";

const NAMES = ["FROM", "ENV", "CMD", "ENTRYPOINT", "EXPOSE"];

test.each([
  ["FORM", "FROM"],
  ["FROMM", "FROM"],
  ["from", "FROM"],
  ["ENTRYPIONT", "ENTRYPOINT"],
  ["ENTRPOIT", "ENTRYPOINT"],
  ["EXPSOES", "EXPOSE"],
])("%s is near %s", (typed, meant) => {
  expect(suggest(typed, NAMES)).toBe(meant);
});

test.each(["RUN", "EVEN", "X", "", "ENTRY", "FRAMED"])("%j is near none", (typed) => {
  expect(suggest(typed, NAMES)).toBeUndefined();
});
