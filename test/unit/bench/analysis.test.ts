import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { numbersFrom } from "../../../bench/analysis/numbers.js";
import type { AnalysisMeasured } from "../../../bench/analysis/record.js";
import { analysisSection } from "../../../bench/analysis/section.js";
import { distributions, writeApplication, writeDistributions } from "../../../bench/analysis/tree.js";

test("a made program has as many modules as were asked for, and runs", { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "faktory-made-"));
  try {
    const numbers = numbersFrom(1);
    const made = distributions(600, numbers);
    await writeDistributions(join(folder, "packages"), made, numbers);
    await writeApplication(join(folder, "app"), made);
    const names = await readdir(join(folder, "packages"), { recursive: true });
    expect(names.filter((name) => name.endsWith(".py"))).toHaveLength(600);
    const env = { ...process.env, PYTHONPATH: join(folder, "packages") };
    const ran = spawnSync("python3", ["-B", "main.py"], { cwd: join(folder, "app"), env, encoding: "utf8" });
    expect([ran.stdout, ran.stderr]).toEqual(["made\n", ""]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("made programs of one size are the same each time", () => {
  expect(distributions(300, numbersFrom(300))).toEqual(distributions(300, numbersFrom(300)));
});

test("an analysis that takes twice as long for each further module does not scale linearly", () => {
  expect(analysisSection(measured(1, 10, 50))).toContain("- met: PRUNE safe scales linearly");
  expect(analysisSection(measured(1, 10, 90))).toContain("- MISSED: PRUNE safe scales linearly");
  // What it always takes may not hide it.
  expect(analysisSection(measured(101, 110, 190))).toContain("- MISSED: PRUNE safe scales linearly");
});

function measured(...seconds: readonly number[]): AnalysisMeasured {
  return {
    date: "2026-11-26",
    machine: { cpu: "a", cores: 2, ramGiB: 1, kernel: "6" },
    load: 0,
    python: "3.11.2",
    sizes: seconds.map((some, index) => ({
      modules: [1_000, 10_000, 50_000][index] ?? 0,
      levels: { safe: { seconds: [some], cpu: [some], mebibytes: 1, kept: 1 } },
    })),
  };
}
