import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { linkable } from "../../../src/plan/linkable.js";

const TABLE = readFileSync("linker/modules.json", "utf8");

test("a table's modules are listed for the Pythons between since and until, each once, sorted", () => {
  const modules = [
    { name: "_zoneinfo" },
    { name: "_sqlite3", until: "3.10" },
    { name: "_sqlite3", since: "3.11" },
    { name: "_crypt", until: "3.12" },
    { name: "_interpreters", since: "3.13" },
  ];
  const table = JSON.stringify({ format: 1, pythons: ["3.9", "3.11", "3.13"], modules });
  expect([...linkable(table)]).toEqual([
    ["3.9", ["_crypt", "_sqlite3", "_zoneinfo"]],
    ["3.11", ["_crypt", "_sqlite3", "_zoneinfo"]],
    ["3.13", ["_interpreters", "_sqlite3", "_zoneinfo"]],
  ]);
});

test("the linker's own table has what Debian's Pythons ship", () => {
  const pythons = linkable(TABLE);
  expect([...pythons.keys()]).toEqual(expect.arrayContaining(["3.9", "3.11", "3.13"]));
  for (const [python, modules] of pythons) {
    expect(modules, python).toEqual([...new Set(modules)].sort());
    const needed = [
      "_bz2",
      "_ctypes",
      "_decimal",
      "_hashlib",
      "_lzma",
      "_sqlite3",
      "_ssl",
      "_uuid",
      "readline",
    ];
    expect(modules, python).toEqual(expect.arrayContaining(needed));
  }
});

test("3.10 comes after 3.9", () => {
  const table = JSON.stringify({
    format: 1,
    pythons: ["3.9", "3.10"],
    modules: [{ name: "_new", since: "3.10" }],
  });
  expect([...linkable(table)]).toEqual([
    ["3.9", []],
    ["3.10", ["_new"]],
  ]);
});
