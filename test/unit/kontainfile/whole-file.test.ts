import { expect, test } from "vitest";
import { errorsOf, pointedAt, read, shown } from "./read.js";

test("an error shows its line, a caret and what to do", () => {
  expect(shown("# syntax=kontainapp/faktory:1\nFROM a\nLINK statik\n")).toBe(
    [
      'LINK cannot be "statik"',
      "  --> Kontainfile:3",
      "  3 | LINK statik",
      "    |      ^^^^^^",
      "  hint: did you mean static? LINK takes auto, static or dynamic",
    ].join("\n"),
  );
});

test("all errors come at once, in the order of the file", () => {
  const errors = errorsOf("FORM a\nLINK b\nKEEP x-y ../z\nRUN c\n");
  expect(errors.map(({ message }) => message)).toEqual([
    "FORM is no instruction",
    "LINK stands before FROM",
    "KEEP stands before FROM",
    "RUN does not belong in a Kontainfile",
  ]);
});

test("an instruction that says one thing may stand once", () => {
  expect(errorsOf("FROM a\nLINK auto\nLINK static")).toMatchObject([
    { code: "repeated-instruction", message: "LINK is given twice; the first is on line 2" },
  ]);
});

test("only ARG stands before FROM", () => {
  expect(errorsOf("ENV A=b\nFROM a")).toMatchObject([
    { message: "ENV stands before FROM", hint: "move it below FROM; only ARG may stand above" },
  ]);
});

test("a file without FROM says what is missing", () => {
  expect(errorsOf("ARG A=b\n")).toMatchObject([
    { code: "missing-from", message: "no FROM names the source image", hint: "add FROM my/python-image" },
  ]);
});

test("an empty file and one with comments only say so", () => {
  const hint = "name the source image: FROM my/python-image";
  const at = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
  expect(errorsOf("")).toEqual([{ code: "kontainfile-empty", message: "Kontainfile is empty", hint, at }]);
  expect(errorsOf(" \n\t\r\n")).toMatchObject([{ message: "Kontainfile is empty" }]);
  expect(errorsOf("# syntax=x\n# hi")).toMatchObject([
    { message: "Kontainfile has no instruction, only comments" },
  ]);
});

test("a Dockerfile given by mistake gets one message", () => {
  const dockerfile =
    "FROM python:3.11 AS build\nRUN pip install flask\nCOPY . /app\nFROM build\nRUN make\nSHELL x\n";
  expect(shown(dockerfile)).toBe(
    [
      "this is a Dockerfile, not a Kontainfile: RUN on line 2 is the first of 4 instructions that build an image",
      "  --> Kontainfile:2",
      "  2 | RUN pip install flask",
      "    | ^^^",
      "  hint: build it first with docker build -t NAME, then write FROM NAME in a Kontainfile",
    ].join("\n"),
  );
});

test("a file of another kind gets three messages, not one for each line", () => {
  const errors = errorsOf(Array.from({ length: 20 }, (_, line) => `key${line}: value`).join("\n"));
  expect(errors.filter(({ code }) => code === "unknown-instruction").map(({ message }) => message)).toEqual([
    "KEY0: is no instruction",
    "KEY1: is no instruction",
    "KEY2: is no instruction, nor are 17 more lines below",
  ]);
});

test("what no text editor writes is refused", () => {
  expect(errorsOf("FROM a\n\0\n")).toMatchObject([
    {
      message: "Kontainfile is not a UTF-8 text file: line 2 has the character U+0000",
      hint: "save it as UTF-8 text, or name another file with -f",
      at: { start: { line: 2, character: 0 }, end: { line: 2, character: 1 } },
    },
  ]);
  expect(errorsOf("FROM a\uFFFD")).toMatchObject([
    { message: "Kontainfile is not a UTF-8 text file: line 1 has the character U+FFFD" },
  ]);
  expect(errorsOf("FROM a\rLINK auto")).toMatchObject([
    {
      message: "a carriage return stands without a line feed",
      hint: "end the lines of Kontainfile with LF or CRLF",
    },
  ]);
  expect(errorsOf("#".repeat(1024 * 1024 + 1))).toMatchObject([
    { message: "Kontainfile has 1048577 characters; at most 1048576 are read" },
  ]);
});

test("directives are checked as BuildKit checks them", () => {
  expect(errorsOf("# escape=x\nFROM a")).toMatchObject([
    { message: '# escape= cannot be "x"', hint: "it is \\ or `" },
  ]);
  expect(errorsOf("# syntax=a\n# syntax=b\nFROM a")).toMatchObject([
    { message: "# syntax= is given twice; the first is on line 1" },
  ]);
});

test("an instruction that the parsers would end in different lines is refused, never cut in silence", () => {
  expect(errorsOf("FROM a\nENV A=b\\\\\nLINK static\n")).toMatchObject([
    {
      message: "it is unclear whether ENV goes on after line 2",
      hint: "put quotes around a value that ends in \\",
    },
  ]);
});

test("warnings stand beside the result", () => {
  const text = "FROM a\nCMD a\nCMD ['b']\nLINK ${L:-}auto\nKEEP /$K/x\n";
  expect(read(text).warnings.map(({ message, hint, at }) => [message, hint, pointedAt(text, at)])).toEqual([
    ["CMD is given again; the one on line 2 does not count", "remove one of them", "CMD"],
    [
      "CMD starts with [ but is no JSON array, so it is a command for the shell",
      'write it as CMD ["python3", "app.py"], with double quotes',
      "['b']",
    ],
    [
      "K has no value here",
      "here only ARG gives values, and ARG before FROM gives them to FROM alone: declare ARG K above this line",
      "/$K/x",
    ],
  ]);
});

test("PRUNE takes none or safe", () => {
  expect(read("FROM a\nPRUNE safe\n")).toMatchObject({ prune: "safe", warnings: [] });
  expect(read("FROM a\nPRUNE none\n").prune).toBe("none");
});

test("PRUNE none, CHECK none and FREEZE none warn of nothing", () => {
  expect(read("FROM a\nPRUNE none\nCHECK none\nFREEZE none\n").warnings).toEqual([]);
});
