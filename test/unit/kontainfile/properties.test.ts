import fc from "fast-check";
import { expect, test } from "vitest";
import type { SourceRange } from "../../../src/diagnostics/source.js";
import { describeInstructions } from "../../../src/kontainfile/table.js";
import { errorsOf, read } from "./read.js";

const token = fc.constantFrom(
  ...describeInstructions().map(({ name }) => `${name} `),
  "RUN ",
  "COPY ",
  "ONBUILD RUN ",
  "FR\\\nOM ",
  "<<EOF",
  "EOF",
  "# c",
  "# escape=`\n",
  "# x=y\n",
  "\n",
  "\n",
  "\r\n",
  "\r",
  " ",
  "\t",
  "\\\n",
  "`\n",
  "\\ \n",
  "\\",
  "\f",
  "\u00a0",
  "\uFEFF",
  "\u2028",
  "a",
  "a.b.*",
  "/x*",
  "static",
  "safe",
  "none",
  "A=b",
  "=",
  "$A",
  "${A:-b}",
  "${A#",
  "${",
  "}",
  "'",
  '"',
  '["a","b"]',
  '["',
  "]",
  "[1]",
  "--platform=",
  "--x",
  "--",
  "linux/arm64",
  "80/udp",
  "NONE",
  "CMD ",
  "é",
  "😀",
  "\ud800",
);
const text = fc.oneof(
  fc.array(token, { maxLength: 25 }).map((tokens) => tokens.join("")),
  fc.array(token, { maxLength: 20 }).map((tokens) => `FROM a\n${tokens.join("")}`),
  fc.string({ unit: "binary", maxLength: 200 }),
);

test("any text is a Kontainfile or a UserError", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, (content) => void errorsOf(content)),
    { numRuns: 1000 },
  );
});

test("every range lies inside the file", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, (content) => {
      const errors = errorsOf(content);
      const found = errors.length > 0 ? errors : read(content);
      const lines = content.replace(/^\uFEFF/, "").split("\n");
      for (const { start, end } of rangesIn(found)) {
        expect(start.line).toBeGreaterThanOrEqual(1);
        expect(end.line).toBeLessThanOrEqual(lines.length);
        expect(start.character).toBeGreaterThanOrEqual(0);
        expect(start.character).toBeLessThanOrEqual(lines[start.line - 1]?.length ?? -1);
        expect(end.character).toBeLessThanOrEqual(lines[end.line - 1]?.length ?? -1);
        expect(end.line * 1e7 + end.character).toBeGreaterThanOrEqual(start.line * 1e7 + start.character);
      }
    }),
    { numRuns: 500 },
  );
});

test("CRLF and LF files say the same", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, (content) => {
      const unix = content.replaceAll("\r", "");
      expect(outcome(unix.replaceAll("\n", "\r\n"))).toEqual(outcome(unix));
    }),
    { numRuns: 300 },
  );
});

function outcome(content: string): unknown {
  const errors = errorsOf(content);
  return errors.length > 0 ? errors : read(content);
}

function rangesIn(value: unknown): readonly SourceRange[] {
  if (typeof value !== "object" || value === null) return [];
  return [...(isRange(value) ? [value] : []), ...Object.values(value).flatMap(rangesIn)];
}

function isRange(value: object): value is SourceRange {
  return "start" in value && "end" in value;
}
