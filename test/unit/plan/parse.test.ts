import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError, type Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { parsePlan } from "../../../src/plan/parse.js";
import { PLAN } from "../../../rehearsal/plan.js";
import { AT, BLOCKED_PLAN, DYNAMIC_PLAN, OTHER_ORIGIN, RELINK_PLAN, SPEEDY, TINY } from "./sample.js";

const WRONG = "the analysis of the source image is not a valid plan";

function parse(value: unknown) {
  return parsePlan(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)), AT);
}

function problemOf(value: unknown): Diagnostic {
  try {
    parse(value);
  } catch (error) {
    const [problem] = error instanceof UserError ? error.diagnostics : [];
    if (problem !== undefined) return problem;
  }
  throw new Error("parsePlan took it");
}

test.each([PLAN, DYNAMIC_PLAN, BLOCKED_PLAN, RELINK_PLAN, { ...PLAN, origin: OTHER_ORIGIN }])(
  "a plan comes back as it was written",
  (plan) => {
    expect(parse(plan)).toEqual(plan);
  },
);

test("the analyzer's refusal is the user's error, at FROM", () => {
  const error = {
    code: "python-too-old",
    message: "Python 2.7.18 is too old",
    hint: "name an image with Python 3.6 or later",
  };
  expect(problemOf({ format: 1, error })).toEqual({ ...error, at: AT });
});

const HOSTILE: readonly (readonly [value: unknown, why: string])[] = [
  ["", "it is not JSON"],
  ["{", "it is not JSON"],
  ['{"format": 1}\u0000', "it is not JSON"],
  ["[".repeat(200_000), "it is not JSON"],
  [null, "Invalid input: expected object, received null"],
  [[], "Invalid input: expected object, received array"],
  [{ ...PLAN, format: 2 }, "format: Invalid input: expected 1"],
  [{ ...PLAN, modules: "all" }, "modules: Invalid input: expected array, received string"],
  [
    { ...PLAN, interpreter: { ...PLAN.interpreter, km: "/usr/bin/../../etc/passwd" } },
    "interpreter.km: must not contain '..' or NUL",
  ],
  [
    { ...PLAN, interpreter: { ...PLAN.interpreter, km: "/usr/bin/python\0.km" } },
    "interpreter.km: must not contain '..' or NUL",
  ],
  [
    { ...PLAN, interpreter: { ...PLAN.interpreter, km: "python.km" } },
    "interpreter.km: must be an absolute path",
  ],
  [
    { ...PLAN, origin: { ...PLAN.origin, suite: "bookworm; rm -rf /" } },
    "origin.suite: Invalid string: must match pattern /^[a-z][a-z0-9-]{0,63}$/",
  ],
  [
    { ...PLAN, origin: { ...PLAN.origin, package: "--allow-unauthenticated" } },
    "origin.package: Invalid string: must match pattern /^python3\\.\\d{1,2}$/",
  ],
  [
    { ...PLAN, python: { ...PLAN.python, version: "3.11" } },
    "python.version: Invalid string: must match pattern /^\\d+\\.\\d+\\.\\d+(?:(?:a|b|rc)\\d+)?\\+?$/",
  ],
  [
    { ...PLAN, layers: { ...PLAN.layers, app: { files: -1, bytes: 0 } } },
    "layers.app.files: Too small: expected number to be >=0",
  ],
  [
    { ...PLAN, entrypoint: { ...PLAN.entrypoint, argv: Array.from({ length: 5000 }, () => "x") } },
    "entrypoint.argv: Too big: expected array to have <=4096 items",
  ],
];

const ROW = "relink.0";
const PATTERN = "Invalid string: must match pattern";
const HOSTILE_ROWS: readonly (readonly [row: object, why: string])[] = [
  [{ ...TINY, key: "../../etc" }, `${ROW}.key: ${PATTERN} /^[a-z0-9]([a-z0-9-]{0,126}[a-z0-9])?$/`],
  [{ ...TINY, key: "--out=x" }, `${ROW}.key: ${PATTERN} /^[a-z0-9]([a-z0-9-]{0,126}[a-z0-9])?$/`],
  [{ ...TINY, key: "Tiny" }, `${ROW}.key: ${PATTERN} /^[a-z0-9]([a-z0-9-]{0,126}[a-z0-9])?$/`],
  [
    { ...TINY, version: "1.0 --index x" },
    `${ROW}.version: ${PATTERN} /^[A-Za-z0-9][A-Za-z0-9.+!_-]{0,127}$/`,
  ],
  [{ ...TINY, version: "1/../2" }, `${ROW}.version: ${PATTERN} /^[A-Za-z0-9][A-Za-z0-9.+!_-]{0,127}$/`],
  [{ ...TINY, version: "-1" }, `${ROW}.version: ${PATTERN} /^[A-Za-z0-9][A-Za-z0-9.+!_-]{0,127}$/`],
  [{ ...TINY, name: "tiny\n" }, `${ROW}.name: ${PATTERN} /^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/`],
  [{ ...TINY, needs: ["/lib/libx.so"] }, `${ROW}.needs.0: ${PATTERN} /^[^/\\0]{1,255}$/`],
  [
    { ...SPEEDY, package: { ...SPEEDY.package, source: "--x" } },
    `${ROW}.package.source: ${PATTERN} /^[a-z0-9][a-z0-9+.-]{1,127}$/`,
  ],
  [
    { ...SPEEDY, package: { ...SPEEDY.package, source_version: "1; x" } },
    `${ROW}.package.source_version: ${PATTERN} /^[0-9][A-Za-z0-9.+~:-]{0,127}$/`,
  ],
];

test.each(HOSTILE_ROWS)("a distribution of no real name or version is refused: %j", (row, why) => {
  expect(problemOf({ ...PLAN, relink: [row] }).message).toBe(`${WRONG}: ${why}`);
});

test("a distribution stands once, and not more than 512 of them", () => {
  expect(problemOf({ ...PLAN, relink: [TINY, { ...TINY, version: "2" }] }).message).toBe(
    `${WRONG}: relink: must have each key once`,
  );
  const rows = Array.from({ length: 513 }, (_, place) => ({ ...TINY, key: `a${place}` }));
  expect(problemOf({ ...PLAN, relink: rows }).message).toBe(
    `${WRONG}: relink: Too big: expected array to have <=512 items`,
  );
});

test.each(HOSTILE.map(([value, why]) => [why, value]))("a plan is refused: %s", (why, value) => {
  expect(problemOf(value)).toEqual({
    code: "plan-invalid",
    message: `${WRONG}: ${why}`,
    hint: "the image may tamper with its own interpreter; --progress=plain shows what the analysis said",
    at: AT,
  });
});

test("bytes that are no UTF-8 are no plan", () => {
  expect(() => parsePlan(Buffer.from([0x7b, 0xff, 0x7d]), AT)).toThrow(`${WRONG}: it is not JSON`);
});

test("what the contract does not know is left behind, and reaches no prototype", () => {
  const text = JSON.stringify(PLAN).replace("{", '{"__proto__": {"polluted": true}, "future": 1,');
  const plan = parse(text);
  expect(plan).toEqual(PLAN);
  expect({}).not.toHaveProperty("polluted");
});

test("whatever an image leaves, parsePlan gives a plan or a UserError", () => {
  const mutated = fc
    .tuple(fc.constantFrom(...Object.keys(PLAN)), fc.jsonValue())
    .map(([key, value]) => JSON.stringify({ ...PLAN, [key]: value }));
  const texts = fc.oneof(fc.string(), fc.json(), mutated);
  fc.assert(
    fc.property(texts, (text) => {
      try {
        parse(text);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
  );
});
