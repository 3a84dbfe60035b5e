import { expect, test } from "vitest";
import { errorsOf, onlyErrorOf, read } from "./read.js";

const line = { start: { line: 2, character: 0 } };

test("CHECK imports has all that stays import", () => {
  expect(read("FROM a\ncheck Imports\n").checks).toMatchObject({ kind: "imports", range: line });
});

test("without CHECK, imports is checked, at FROM", () => {
  const { checks, from } = read("FROM a\nLINK static\n");
  expect(checks).toEqual({ kind: "imports", range: from.range });
});

test("CHECK none checks nothing", () => {
  expect(read("FROM a\ncheck NONE\n").checks).toEqual({ kind: "none" });
});

test.each([
  [
    'CHECK ["python3", "-V"]',
    { command: { kind: "exec", argv: ["python3", "-V"] }, http: undefined, timeoutSeconds: 30 },
  ],
  [
    "CHECK --timeout=1m30s python3 -c 'print($X)'",
    { command: { kind: "shell", line: "python3 -c 'print($X)'" }, timeoutSeconds: 90 },
  ],
  [
    "CHECK --http=GET:/a?b=c --port=8000",
    { command: undefined, http: { method: "GET", path: "/a?b=c" }, port: 8000 },
  ],
  [
    "CHECK --http=HEAD:/ gunicorn app:app",
    { command: { kind: "shell", line: "gunicorn app:app" }, http: { method: "HEAD", path: "/" } },
  ],
])("%s", (text, wanted) => {
  const { checks } = read(`FROM a\n${text}\n`);
  expect(checks).toMatchObject({ kind: "lines", lines: [{ ...wanted, range: line }] });
});

test("several CHECK lines are kept in their order", () => {
  const { checks } = read("FROM a\nCHECK one\nCHECK two\n");
  const lines = checks.kind === "lines" ? checks.lines : [];
  expect(lines.map(({ command }) => command)).toEqual([
    { kind: "shell", line: "one" },
    { kind: "shell", line: "two" },
  ]);
});

test.each([
  ["CHECK", "CHECK", "CHECK needs a value"],
  ["CHECK []", "CHECK []", "CHECK needs a value"],
  ["CHECK --timeout=5 x", "5", '"5" is not a duration'],
  ["CHECK --http=/x", "/x", '"/x" is not a request'],
  ["CHECK --http=GET:/ --port=http", "http", '"http" is not a port'],
  ["CHECK --port=80 x", "CHECK --port=80 x", "--port is of a server that --http asks"],
  ["CHECK --url=/ x", "--url=/", "CHECK has no flag --url"],
  ["CHECK none\nCHECK x", "CHECK none", "CHECK none stands beside another CHECK"],
  ["CHECK x\nCHECK imports", "CHECK imports", "CHECK imports stands beside another CHECK"],
  ["CHECK none\nCHECK imports", "CHECK none", "CHECK none stands beside another CHECK"],
])("%j is an error", (text, at, message) => {
  expect(onlyErrorOf(`FROM a\n${text}\n`)).toEqual({ message, at });
});

test("a file has 24 CHECK lines at most", () => {
  const whole = `FROM a\n${"CHECK x\n".repeat(25)}`;
  expect(errorsOf(whole)).toMatchObject([{ code: "too-many-checks", at: { start: { line: 26 } } }]);
});
