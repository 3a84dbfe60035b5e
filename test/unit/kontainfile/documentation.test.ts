import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { describeInstructions } from "../../../src/kontainfile/table.js";
import { errorsOf } from "./read.js";

const page = readFileSync(new URL("../../../docs/kontainfile.md", import.meta.url), "utf8");

test("docs/kontainfile.md has the row of every instruction that the reader knows", () => {
  const rows = describeInstructions().map(({ syntax, meaning, default: standard }) => {
    const cells = [`\`${syntax.replaceAll("|", "\\|")}\``, meaning, standard];
    return `| ${cells.join(" | ")} |`;
  });
  const table = page.split("\n").filter((line) => line.startsWith("| `"));
  expect(table.map(squeezed)).toEqual(rows.map(squeezed));
});

/** A row without the white space that prettier lines columns up with. */
function squeezed(row: string): string {
  return row.replace(/ +/g, " ");
}

test("every Kontainfile that docs/kontainfile.md shows is one", () => {
  const examples = [...page.matchAll(/```dockerfile\n(.*?)```/gs)].map(([, text = ""]) => text);
  expect(examples.length).toBeGreaterThan(1);
  for (const example of examples) expect(errorsOf(example)).toEqual([]);
});
