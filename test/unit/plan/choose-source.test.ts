import { expect, test } from "vitest";
import { chooseSource, isWheel, type SourceEntry } from "../../../src/plan/choose-source.js";
import { normalVersion } from "../../../src/plan/same-version.js";

const ROW = { key: "speedy-xml", version: "4.9.2" };

/** A name that ends in `/` is a folder's. */
function entriesOf(names: readonly string[]): readonly SourceEntry[] {
  return names.map((name) =>
    name.endsWith("/") ? { name: name.slice(0, -1), kind: "folder" } : { name, kind: "file" },
  );
}

function chosen(names: readonly string[], row = ROW): string | undefined {
  return chooseSource(row, entriesOf(names)).entry?.name;
}

test.each([
  "speedy_xml-4.9.2.tar.gz",
  "speedy-xml-4.9.2.tar.gz",
  "Speedy.XML-4.9.2.zip",
  "SPEEDY__XML-4.9.2.tar.bz2",
  "speedy.xml-v4.9.2.tar.xz",
  "speedy_xml-4.9.2.0.tgz",
])("%s is the source of speedy-xml 4.9.2", (name) => {
  expect(chosen([name])).toBe(name);
});

test("an unpacked folder is one too", () => {
  expect(chosen(["speedy_xml-4.9.2/"])).toBe("speedy_xml-4.9.2");
});

test.each([
  "speedy_xml-4.9.3.tar.gz",
  "speedy_xml-4.9.2.post1.tar.gz",
  "speedy_xml-4.9.2+local.tar.gz",
  "speedyxml-4.9.2.tar.gz",
  "xml-4.9.2.tar.gz",
  "speedy_xml_extra-4.9.2.tar.gz",
  "speedy_xml-4.9.2.tar.gz.asc",
  "speedy_xml-4.9.2-cp311-cp311-linux_x86_64.whl",
  "speedy_xml-4.9.2.tar.gz/",
  "speedy_xml-4.9.2",
  "speedy_xml.tar.gz",
  "4.9.2.tar.gz",
  "-4.9.2.tar.gz",
])("%s is not", (name) => {
  expect(chosen([name])).toBeUndefined();
});

test("of several, archives go before a folder, the usual kind of archive before others, whatever the order", () => {
  const names = [
    "speedy_xml-4.9.2/",
    "speedy_xml-4.9.2.zip",
    "speedy_xml-4.9.2.tar.gz",
    "Speedy_XML-4.9.2.zip",
  ];
  expect(chosen(names)).toBe("speedy_xml-4.9.2.tar.gz");
  expect(chosen(names.toReversed())).toBe("speedy_xml-4.9.2.tar.gz");
  expect(chosen(names.slice(0, 2))).toBe("speedy_xml-4.9.2.zip");
  expect(chosen([...names.slice(1, 2), ...names.slice(3)])).toBe("Speedy_XML-4.9.2.zip");
});

test("other versions of the same distribution are named, sorted, and nothing else is", () => {
  const names = [
    "speedy_xml-5.0.tar.gz",
    "speedy-xml-4.8/",
    "speedy_xml-4.9.2.tar.gz",
    "other-4.9.2.tar.gz",
    "speedy_xml-docs.tar.gz",
    "README",
  ];
  expect(chooseSource(ROW, entriesOf(names))).toEqual({
    entry: { name: "speedy_xml-4.9.2.tar.gz", kind: "file" },
    others: ["speedy-xml-4.8", "speedy_xml-5.0.tar.gz"],
  });
  expect(chooseSource({ key: "absent", version: "1" }, entriesOf(names))).toEqual({
    entry: undefined,
    others: [],
  });
});

test("wheels are files that end in .whl", () => {
  const entries = entriesOf(["a-1-py3-none-any.whl", "b.whl/", "c-1.tar.gz"]);
  expect(entries.filter(isWheel).map(({ name }) => name)).toEqual(["a-1-py3-none-any.whl"]);
});

test.each([
  ["1.0", "1"],
  ["1.0.0", "v1"],
  ["2022.01.05", "2022.1.5"],
  ["1.0-Alpha.1", "1a1"],
  ["1.0pre", "1rc0"],
  ["1.0c2", "1rc2"],
  ["1.0-1", "1.post1"],
  ["1.0.rev3", "1.post3"],
  ["1.0_dev2", "1.dev2"],
  ["0!1.0", "1"],
  ["1!01.0", "1!1"],
  ["1.0+Ubuntu_02", "1+ubuntu.2"],
  ["2004D", "2004d"],
])("%s and %s are the same version", (a, b) => {
  expect(normalVersion(a)).toBe(normalVersion(b));
});

test.each([
  ["1.0", "1.0.1"],
  ["10", "1"],
  ["1.0a1", "1.0b1"],
  ["1.0", "1.0.post0"],
  ["1.0", "1!1.0"],
  ["1.0.dev1", "1.0"],
  ["2004d", "2004"],
])("%s and %s are not", (a, b) => {
  expect(normalVersion(a)).not.toBe(normalVersion(b));
});
