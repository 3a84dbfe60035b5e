import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WHY } from "./sample.js";

/** As the frontend image holds it, but without the program of a build: what answers a person needs nothing of it. */
const folder = mkdtempSync(join(tmpdir(), "faktory-why-"));

beforeAll(async () => {
  for (const [source, name] of [
    ["src/start.ts", "start.cjs"],
    ["src/why-command.ts", "why.cjs"],
  ] as const) {
    await build({
      entryPoints: [source],
      outfile: join(folder, name),
      bundle: true,
      platform: "node",
      format: "cjs",
    });
  }
  writeFileSync(join(folder, "why.json"), JSON.stringify(WHY));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["start.cjs", ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("the image, run with `why`, answers from a file or from standard input", () => {
  const answer = run(["why", "why.json", "web.json"]);
  expect(answer.status).toBe(0);
  expect(answer.stdout).toContain("web/json.py stays (packages):\n\n/app\n");
  expect(run(["why", "-", "web.json"], JSON.stringify(WHY))).toEqual(answer);
});

test("what the file does not know ends with 1", () => {
  const { status, stdout } = run(["why", "why.json", "webb"]);
  expect([status, stdout.split("\n")[0]]).toEqual([
    1,
    "webb is unknown: no row names it, or a folder around it.",
  ]);
});

test.each([["--help"], ["why", "--help"]])("%s %s says how it is used", (...args) => {
  const { status, stdout } = run(args);
  expect(status).toBe(0);
  expect(stdout).toContain("why FILE QUERY");
});

test("what cannot be answered ends with 2 and says why", () => {
  expect(run(["why", "absent.json", "x"])).toMatchObject({
    status: 2,
    stderr: "cannot read absent.json: ENOENT: no such file or directory, open 'absent.json'\n",
  });
  expect(run(["why", "-", "x"], "[]")).toMatchObject({
    status: 2,
    stderr: "- is no why.json: Invalid input: expected object, received array\n",
  });
  expect(run(["who", "why.json", "x"])).toMatchObject({ status: 2, stdout: "" });
});

test("without arguments it is a build, whose program is not here", () => {
  const { status, stderr } = run([]);
  expect(status).not.toBe(0);
  expect(stderr).toContain("faktory.cjs");
});
