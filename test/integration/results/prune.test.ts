import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { FRONTEND_TAG } from "../../../harness/frontend-image.js";
import type { Image } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { pageOf, withOutput } from "./answers.js";
import { readWhole } from "./contents.js";
import { flaskSource, WHOLE } from "./images.js";

const LINES = ["LINK static", "DROP markupsafe._speedups"];
const LEVELS = {
  none: [...LINES, ...WHOLE],
  safe: [...LINES, "PRUNE safe", "CHECK --http=GET:/ --port=8080"],
  strict: [...LINES, "PRUNE strict", "TRACE --http=GET:/ --http=GET:/nothing --port=8080", "CHECK imports"],
} as const;
const LEFT_OUT = [
  "usr/lib/python3.11/unittest/mock.py",
  "usr/lib/python3.11/distutils",
  "usr/lib/python3.11/test",
];

function bytesOf({ files }: Pick<Image, "files">): number {
  return [...files.values()].reduce((sum, { size }) => sum + size, 0);
}

describe("the example as LINK static", () => {
  let on: Stage;
  let source: string;
  const images = new Map<string, Image>();

  beforeAll(async () => {
    on = await stage("28");
    source = await flaskSource(on);
    for (const [level, lines] of Object.entries(LEVELS)) {
      const tag = `faktory-test/flask-${level}`;
      await on.convert({ kontainfile: [`FROM ${source}`, ...lines, ""].join("\n"), tag });
      images.set(level, await readWhole(on, tag));
    }
  });

  test.each(["safe", "strict"])("PRUNE %s: it gives the pages that the source gives", async (level) => {
    for (const path of ["/", "/nothing"])
      expect(await pageOf(on, `faktory-test/flask-${level}`, path)).toBe(await pageOf(on, source, path));
  });

  test("each level keeps less than the one before", () => {
    const sizeOf = (level: string): number => bytesOf(images.get(level) ?? { files: new Map() });
    const [none, safe, strict] = [sizeOf("none"), sizeOf("safe"), sizeOf("strict")];
    expect(safe).toBeLessThan(none);
    expect(strict).toBeLessThan(safe);
  });

  test.each(["safe", "strict"])("PRUNE %s leaves out what nothing of the program reaches", (level) => {
    const names = [...(images.get(level)?.files.keys() ?? [])];
    expect(LEFT_OUT.filter((path) => names.includes(path))).toEqual([]);
    expect(names).toContain("usr/lib/python3/dist-packages/flask/app.py");
  });

  test("why tells the way from the application to a module, and what was left out", async () => {
    const kontainfile = [`FROM ${source}`, ...LINES, "PRUNE safe", ""].join("\n");
    await withOutput(on, { kontainfile, target: "plan" }, async (folder) => {
      const input = await readFile(join(folder, "why.json"));
      const ask = (query: string) =>
        on.engine.attempt(["run", "--rm", "--interactive", FRONTEND_TAG, "why", "-", query], { input });
      const kept = await ask("markupsafe");
      expect(kept).toMatchObject({ code: 0 });
      expect(kept.stdout).toMatch(/stays \(packages\)[^]*\/app\/app\.py:\d+: imports it/);
      const gone = await ask("distutils");
      expect(gone.stdout).toMatch(/^\/usr\/lib\/python3\.11\/distutils is left out [^]*: KEEP distutils\n/);
    });
  });
});
