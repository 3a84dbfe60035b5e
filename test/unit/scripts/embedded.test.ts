import { expect, test } from "vitest";
import { embeddedFolders } from "../../../scripts/embedded.js";

const folders = embeddedFolders();

test("the relinker is the folder linker/relink, with what it takes of the analyzer", () => {
  const paths = [...folders.relinker.keys()];
  expect(paths).toContain("fetch.py");
  expect(paths).toContain("elf.py");
  expect(folders.relinker.get("elf.py")).toBe(folders.analyzer.get("elf.py"));
});

test("the linker holds neither what builds a toolchain nor what relinks", () => {
  const paths = [...folders.linker.keys()];
  expect(paths).toContain("link.py");
  expect(paths.filter((path) => /^(?:relink|toolchain)\//.test(path))).toEqual([]);
});
