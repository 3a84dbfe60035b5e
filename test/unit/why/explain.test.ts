import fc from "fast-check";
import { expect, test } from "vitest";
import { explain } from "../../../src/why/explain.js";
import type { Kept, Why } from "../../../src/why/schema.js";
import { WHY } from "./sample.js";

const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const SITE = "/usr/lib/python3/dist-packages";

test("what stays is told from the entrypoint down, each step with the line that reaches it", () => {
  expect(explain(WHY, `${SITE}/web/_fast.cpython-311-x86_64-linux-gnu.so`)).toEqual({
    isKnown: true,
    text: `${SITE}/web/_fast.cpython-311-x86_64-linux-gnu.so stays (packages):

/app
    WORKDIR
${SITE}/web/__init__.py
    /app/app.py:2: imports it
    also: names it in a text
${SITE}/web/json.py
    ${SITE}/web/__init__.py:5: imports it
${SITE}/web/_fast.cpython-311-x86_64-linux-gnu.so
    ${SITE}/web/json.py:1: imports it
`,
  });
});

test("a module is found by its name, its file before its folder, and what only a run can decide is said", () => {
  const { text } = explain(WHY, "web");
  expect(text).toMatch(/^\/usr\/lib\/python3\/dist-packages\/web\/__init__\.py stays/);
  expect(text).toContain(
    "What only a run can decide in it:\n    line 40: import_module; kept for it: all of web\n",
  );
});

test("of modules by one name the one in an import folder comes first, and the others are named", () => {
  const { text } = explain(WHY, "json");
  expect(text).toMatch(/^\/usr\/lib\/python3\.11\/json\/__init__\.py stays/);
  expect(text).toContain(`There are others of that name:\n    ${SITE}/web/json.py\n`);
});

test.each([
  ["web._fast", `${SITE}/web/_fast.cpython-311-x86_64-linux-gnu.so stays`],
  ["web.json", `${SITE}/web/json.py stays`],
  ["/app//./data/x.bin", "/app/data/x.bin has no row of its own, but /app has (app)"],
  ["web.static.site", `${SITE}/web/static/site has no row of its own, but ${SITE}/web has`],
])("%s: %s", (query, start) => {
  expect(explain(WHY, query).text.slice(0, start.length)).toBe(start);
});

test.each([
  ["web.contrib", `${SITE}/web/contrib is left out (1 file):`, "KEEP web.contrib"],
  [
    "web.contrib.admin",
    `${SITE}/web/contrib/admin lies below ${SITE}/web/contrib, which is left out`,
    "KEEP web.contrib.admin",
  ],
  [`${SITE}/web/contrib/a.py`, `${SITE}/web/contrib/a.py lies below`, `KEEP ${SITE}/web/contrib/a.py`],
  [
    "tree-house",
    `${SITE}/Tree.House-1.0.dist-info is left out (12 files, 3400 bytes):`,
    `KEEP ${SITE}/tree_house`,
  ],
])("%s is left out, and KEEP of it is said", (query, first, keep) => {
  const { text, isKnown } = explain(WHY, query);
  expect(isKnown).toBe(true);
  expect(text.startsWith(first)).toBe(true);
  expect(text).toContain("\n    nothing of the program reaches it\n");
  expect(text).toContain(`To have it, write in the Kontainfile: ${keep}\n`);
});

test("what DROP takes is not for KEEP to bring", () => {
  expect(explain(WHY, "/app/tests/test_app.py").text)
    .toBe(`/app/tests/test_app.py lies below /app/tests, which is left out:
    DROP tests

To have it, take that pattern out of the Kontainfile's DROP.
`);
});

test.each([
  ["webb", [`${SITE}/web`, `${SITE}/web/__init__.py`]],
  [
    "/usr/share/json.py",
    ["/usr/lib/python3.11/json", "/usr/lib/python3.11/json/__init__.py", `${SITE}/web/json.py`],
  ],
  ["nothing.like.it", []],
])("%s is unknown, and names like it are said", (query, near) => {
  const names = near.length === 0 ? "" : `Names like it:\n${near.map((path) => `    ${path}\n`).join("")}`;
  const hint = query.startsWith("/") ? "" : "A module without a row can be asked for by its path.\n";
  const text = `${query} is unknown: no row names it, or a folder around it.\n${hint}${names}`;
  expect(explain(WHY, query)).toEqual({ isKnown: false, text });
});

test("rows that lead back to each other end", () => {
  const row = (path: string, from: string): Kept => ({
    path,
    layer: "app",
    why: ["imports it"],
    from,
    line: 1,
  });
  const why: Why = {
    format: 1,
    kept: [row("/a.py", "/b.py"), row("/b.py", "/a.py")],
    dropped: [],
    undecided: [],
  };
  expect(explain(why, "/a.py").text).toBe(`/a.py stays (app):

/b.py
    /a.py:1: imports it
/a.py
    /b.py:1: imports it
`);
});

test("no name reaches the terminal as a command to it", () => {
  const path = "/app/\u001b[31m\u202e\ud800.py";
  const why: Why = { format: 1, kept: [], dropped: [{ path, why: "a\nb" }], undecided: [] };
  const { text } = explain(why, path);
  expect(text).toContain("/app/\\u{1b}[31m\\u{202e}\\u{d800}.py is left out:\n    a\\u{a}b\n");
});

test("any question has an answer of printable lines", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (query) => {
      expect(explain(WHY, query).text.replaceAll("\n", "")).not.toMatch(UNPRINTABLE);
    }),
  );
});
