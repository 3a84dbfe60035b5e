import { describe, expect, test } from "vitest";
import { checkRow } from "../../matrix/check.js";
import { rows, type Row } from "../../matrix/rows.js";
import { stage } from "../stage.js";

/** Rows of `npm run test:matrix` that share one CPython and one toolchain; all of them are the long lane's. */
describe("source images of other kinds, as static and as dynamic results", () => {
  test.each(["both /usr/bin/python3", "virtualenv (symlinks) over docker-style"])(
    "start, with the same sys.*, and print the same: %s",
    async (start) => {
      const { halves } = await checkRow(await stage("28"), rowOf(start), "today");
      const same = { kind: "ran", sys: [], output: [] };
      expect(halves).toMatchObject({ static: same, dynamic: same });
    },
  );

  test("an interpreter of 3.13 over the library of 3.11 is refused, and the message names both", async () => {
    const { halves } = await checkRow(await stage("28"), rowOf("the seed's bug"), "today");
    expect(halves).toMatchObject({ static: { kind: "refused" }, dynamic: { kind: "refused" } });
  });
});

function rowOf(start: string): Row {
  const row = rows.find(({ name }) => name.startsWith(start));
  if (row === undefined) throw new Error(`no row of the matrix starts with ${start}`);
  return row;
}
