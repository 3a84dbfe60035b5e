import { expect, test } from "vitest";
import { parseLinkReport } from "../../../src/plan/link-report.js";

const REPORT = { format: 1, python: "3.11.2", revision: "3.11.2-6", modules: ["_ssl"], warnings: [] };

function parse(report: object): unknown {
  return parseLinkReport(Buffer.from(JSON.stringify(report)));
}

test("a report that says nothing of distributions has none", () => {
  expect(parse(REPORT)).toEqual({ ...REPORT, refused: [], records: [], libraries: [] });
});

test("what it says of them comes back as it was written", () => {
  const report = {
    ...REPORT,
    refused: [{ distribution: "tiny", version: "1.0", reason: "it has no source" }],
    records: [{ id: "tiny==1.0:tiny._speedups", bytes: 1234 }],
    libraries: [{ name: "libxml2.so.2", package: "libxml2 2.9.14", bytes: 123, licence: "MIT" }],
  };
  expect(parse(report)).toEqual(report);
});

test.each([
  { refused: "tiny" },
  { refused: [{ distribution: "tiny", version: "1.0" }] },
  { records: [{ id: "a", bytes: -1 }] },
  { libraries: [{ name: "a" }] },
])("%j is no report", (part) => {
  expect(() => parse({ ...REPORT, ...part })).toThrow();
});
