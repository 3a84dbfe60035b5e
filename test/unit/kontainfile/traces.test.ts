import { expect, test } from "vitest";
import { errorsOf, onlyErrorOf, read } from "./read.js";

const line = { start: { line: 2, character: 0 } };

test("without TRACE, nothing is traced", () => {
  expect(read("FROM a\n").traces).toEqual([]);
});

test.each([
  [
    'TRACE ["python3", "-V"]',
    { command: { kind: "exec", argv: ["python3", "-V"] }, http: [], port: undefined, timeoutSeconds: 30 },
  ],
  [
    "trace --timeout=1m30s python3 -c 'print($X)'",
    { command: { kind: "shell", line: "python3 -c 'print($X)'" }, timeoutSeconds: 90 },
  ],
  ["TRACE", { command: undefined, http: [] }],
  [
    "TRACE --http=GET:/a?b=c --port=8000 --http=POST:/d gunicorn app:app",
    {
      command: { kind: "shell", line: "gunicorn app:app" },
      http: [
        { method: "GET", path: "/a?b=c" },
        { method: "POST", path: "/d" },
      ],
      port: 8000,
    },
  ],
])("%s", (text, wanted) => {
  expect(read(`FROM a\n${text}\n`).traces).toMatchObject([{ ...wanted, range: line }]);
});

test("several TRACE lines are kept in their order", () => {
  const { traces } = read("FROM a\nTRACE one\nCHECK none\nTRACE two\n");
  expect(traces.map(({ command, range }) => [command, range.start.line])).toEqual([
    [{ kind: "shell", line: "one" }, 2],
    [{ kind: "shell", line: "two" }, 4],
  ]);
});

test.each([
  ["TRACE []", "TRACE []", "TRACE needs a value"],
  ["TRACE --timeout=5 x", "5", '"5" is not a duration'],
  ["TRACE --http=GET:/ --http=/x", "/x", '"/x" is not a request'],
  ["TRACE --http x", "--http", "--http needs a value"],
  ["TRACE --http=GET:/ --port=http", "http", '"http" is not a port'],
  ["TRACE --port=80 x", "TRACE --port=80 x", "--port is of a server that --http asks"],
  ["TRACE --timeout=5s --timeout=6s x", "--timeout=6s", "--timeout is given twice"],
  ["TRACE --url=/ x", "--url=/", "TRACE has no flag --url"],
])("%j is an error", (text, at, message) => {
  expect(onlyErrorOf(`FROM a\n${text}\n`)).toEqual({ message, at });
});

test("an unknown flag's hint names all that there are", () => {
  expect(errorsOf("FROM a\nTRACE --url=/ --http=GET:/ x\n")).toMatchObject([
    { hint: "TRACE takes --timeout=, --http=, --port=" },
  ]);
});

test("a file has 16 TRACE lines at most", () => {
  expect(errorsOf(`FROM a\n${"TRACE x\n".repeat(17)}`)).toMatchObject([
    { code: "too-many-traces", at: { start: { line: 18 } } },
  ]);
});
