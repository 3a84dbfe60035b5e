import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UserError } from "../../src/diagnostics/diagnostic.js";
import type { SourceRange } from "../../src/diagnostics/source.js";
import { GatewayError } from "../../src/gateway/gateway-error.js";
import type { ReturnedError } from "../../src/gateway/returned-error.js";
import { statusOf, unsupportedFrontendCap, unsupportedSubrequest } from "../../src/gateway/status-of.js";

const FILE = { name: "Kontainfile", text: "# syntax=kontainapp/faktory:1\nFROM app\nLINK sideways\n" };
const VERTEX = {
  typeUrl: "github.com/moby/buildkit/errdefs.Vertex+json",
  value: Buffer.from('{"digest":"sha256:00"}'),
};
const SOURCE_URL = "github.com/moby/buildkit/errdefs.Source+json";

function line(number: number, from: number, to: number): SourceRange {
  return { start: { line: number, character: from }, end: { line: number, character: to } };
}

/** The details as text, since their bytes are JSON. */
function detailsOf({ details }: ReturnedError) {
  return details.map(({ typeUrl, value }) => [typeUrl, Buffer.from(value).toString()]);
}

const BLAMED_LINE_3 = [
  SOURCE_URL,
  `{"info":{"filename":"Kontainfile","data":"${Buffer.from(FILE.text).toString("base64")}","language":"Kontainfile"},` +
    `"ranges":[{"start":{"line":3,"character":5},"end":{"line":3,"character":13}}]}`,
];

test("a user's error has no code's name before it, and points at its line", () => {
  const diagnostic = {
    code: "link-mode",
    message: "LINK takes auto, static or dynamic, not sideways",
    hint: "leave it out for auto",
    at: line(3, 5, 13),
  };
  const status = statusOf(new UserError([diagnostic]), FILE);
  expect(status.code).toBe(2);
  expect(status.message).toBe(
    [
      "LINK takes auto, static or dynamic, not sideways",
      "  --> Kontainfile:3",
      "  3 | LINK sideways",
      "    |      ^^^^^^^^",
      "  hint: leave it out for auto",
    ].join("\n"),
  );
  expect(detailsOf(status)).toEqual([BLAMED_LINE_3]);
});

test("several problems point at their lines in one snippet", () => {
  const problem = (at: SourceRange) => ({ code: "c", message: "m", at });
  const status = statusOf(new UserError([line(3, 5, 13), line(2, 0, 4)].map(problem)), FILE);
  expect(status.details).toHaveLength(1);
  expect(detailsOf(status)[0]?.[1]).toContain(
    '"ranges":[{"start":{"line":3,"character":5},"end":{"line":3,"character":13}},' +
      '{"start":{"line":2,"character":0},"end":{"line":2,"character":4}}]',
  );
});

test("a user's error that explains a failure of BuildKit's keeps that failure's details", () => {
  const cause = new GatewayError({ code: 5, message: "app: not found", details: [VERTEX] });
  const status = statusOf(new UserError([{ code: "c", message: "m", at: line(3, 5, 13) }], { cause }), FILE);
  expect(detailsOf(status)).toEqual([[VERTEX.typeUrl, '{"digest":"sha256:00"}'], BLAMED_LINE_3]);
});

test("a failure of BuildKit's is returned as it came, with a line where it has none", () => {
  const error = new GatewayError({ code: 5, message: "app: not found", details: [VERTEX] });
  expect(statusOf(error)).toEqual({ code: 5, message: "app: not found", details: [VERTEX] });
  expect(detailsOf(statusOf(error, FILE, line(3, 5, 13)))).toEqual([
    [VERTEX.typeUrl, '{"digest":"sha256:00"}'],
    BLAMED_LINE_3,
  ]);
  const located = new GatewayError({ code: 2, message: "m", details: [{ ...VERTEX, typeUrl: SOURCE_URL }] });
  expect(statusOf(located, FILE, line(3, 5, 13)).details).toEqual(located.details);
});

test("a range that ends at the start of a line does not mark that line", () => {
  const at = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
  const status = statusOf(new UserError([{ code: "c", message: "m", at }]), FILE);
  expect(detailsOf(status)[0]?.[1]).toContain(
    '"ranges":[{"start":{"line":2,"character":0},"end":{"line":2,"character":0}}]',
  );
});

beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("an error that nobody foresaw is told in short, and whole in the log", () => {
  const error = new TypeError("x is not a function");
  expect(statusOf(error, FILE)).toEqual({
    code: 13,
    message: "Faktory itself failed: TypeError: x is not a function (the stack is in the builder's log)",
    details: [],
  });
  expect(console.error).toHaveBeenCalledWith(error);
});

test("what is unsupported is named in a detail that clients act on", () => {
  expect(detailsOf(unsupportedSubrequest("frontend.sing"))).toEqual([
    ["github.com/moby/buildkit/errdefs.Subrequest+json", '{"name":"frontend.sing"}'],
  ]);
  expect(detailsOf(unsupportedFrontendCap("moby.buildkit.frontend.song"))).toEqual([
    ["github.com/moby/buildkit/errdefs.FrontendCap+json", '{"name":"moby.buildkit.frontend.song"}'],
  ]);
});
