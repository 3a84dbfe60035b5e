import { expect, test } from "vitest";
import { parseWhy } from "../../../src/why/parse.js";
import { WHY } from "./sample.js";

test("a why.json is read", () => {
  expect(parseWhy(JSON.stringify(WHY))).toEqual({ kind: "why", why: WHY });
});

test("one of an analysis that follows no imports has no places", () => {
  const text = '{"format": 1, "kept": [{"path": "/app", "layer": "app", "why": ["WORKDIR"]}], "dropped": []}';
  expect(parseWhy(text)).toEqual({
    kind: "why",
    why: {
      format: 1,
      kept: [{ path: "/app", layer: "app", why: ["WORKDIR"], from: null, line: null }],
      dropped: [],
      undecided: [],
    },
  });
});

test.each([
  ["{", "it is not JSON"],
  ['{"format": 2, "kept": [], "dropped": []}', "format: Invalid input: expected 1"],
  ['{"format": 1, "kept": [{"path": "app"}], "dropped": []}', "kept.0.path: must be an absolute path"],
])("%s is none: %s", (text, problem) => {
  expect(parseWhy(text)).toEqual({ kind: "broken", problem });
});
