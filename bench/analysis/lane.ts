import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { machineNow } from "../machine.js";
import { numbersFrom } from "./numbers.js";
import { LEVELS, type AnalysisMeasured, type Level, type Point } from "./record.js";
import { findPython, makeRoot, type Python } from "./root.js";
import { distributions, writeApplication, writeDistributions } from "./tree.js";

const SIZES = [1_000, 10_000, 50_000] as const;
const TIMED = join(import.meta.dirname, "timed.py");
const MAIN = join(import.meta.dirname, "../../analyzer/main.py");
const OUTPUTS = ["plan", "why", "link", "runtime", "packages", "app"] as const;
const APPLICATION = "/srv/app";

const Timed = z.object({ seconds: z.number(), cpu: z.number(), mebibytes: z.number() });
const Plan = z.object({ error: z.object({ message: z.string() }).optional() });

/** The analyzer, run natively by this machine's python, over made images of more and more modules. */
export async function measureAnalysis(rounds: number, now: Date): Promise<AnalysisMeasured> {
  if (process.getuid?.() !== 0)
    throw new Error("bench --analysis starts python in made roots, which needs root");
  const python = findPython();
  const around = { ...machineNow(now), python: python.version };
  const sizes: AnalysisMeasured["sizes"] = [];
  for (const size of SIZES) {
    // Not below /tmp or /dev/shm: memory would be faster than an engine's folders are.
    const folder = await mkdtemp(join(tmpdir(), "faktory-analysis-"));
    try {
      const root = join(folder, "root");
      const modules = await makeImage(root, python, size);
      const levels: Partial<Record<Level, Point>> = {};
      for (const level of LEVELS) levels[level] = await measure(folder, python, level, rounds);
      sizes.push({ modules, levels });
      for (const level of LEVELS)
        console.log(`${modules} modules, ${level}: ${JSON.stringify(levels[level])}`);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return { ...around, sizes };
}

/** Gives how many modules the image has beside the standard library's and the application's. */
async function makeImage(root: string, python: Python, modules: number): Promise<number> {
  await makeRoot(root, python);
  const numbers = numbersFrom(modules);
  const made = distributions(modules, numbers);
  await writeDistributions(root + python.packages, made, numbers);
  await writeApplication(root + APPLICATION, made);
  return made.reduce((sum, one) => sum + one.modules.length, 0);
}

async function measure(folder: string, python: Python, level: Level, rounds: number): Promise<Point> {
  const point: Point = { seconds: [], cpu: [], mebibytes: 0, kept: 0 };
  for (let round = 0; round < rounds; round++) {
    const base = join(folder, "base");
    for (const name of OUTPUTS) await mkdir(join(base, name), { recursive: true });
    await mkdir(join(base, "request"));
    await writeFile(join(base, "request/request.json"), JSON.stringify(requestFor(python, level)));
    const own = [python.path, "-E", "-s", "-S", "-B", MAIN, "--base", base, "--root", join(folder, "root")];
    const { status, stdout, stderr } = spawnSync(python.path, [TIMED, ...own], {
      encoding: "utf8",
      cwd: "/",
    });
    if (status !== 0) throw new Error(`the analyzer failed: ${stderr}`);
    const { error } = Plan.parse(JSON.parse(await readFile(join(base, "plan/plan.json"), "utf8")));
    if (error !== undefined) throw new Error(`the analyzer refused: ${error.message}`);
    const { seconds, cpu, mebibytes } = Timed.parse(JSON.parse(stdout));
    point.seconds.push(rounded(seconds));
    point.cpu.push(rounded(cpu));
    point.mebibytes = Math.max(point.mebibytes, mebibytes);
    point.kept = await countModules(join(base, `packages${python.packages}`));
    if (point.kept === 0)
      throw new Error("the analyzer kept no module of any package, so it did not do its work");
    await rm(base, { recursive: true });
  }
  return point;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

async function countModules(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith(".py")).length;
}

function requestFor(python: Python, prune: Level): unknown {
  const config = {
    ...{ entrypoint: [python.path], cmd: ["main.py"], env: ["PATH=/usr/bin:/bin"] },
    ...{ workdir: APPLICATION, user: "", shell: null },
  };
  return {
    format: 1,
    interpreter: python.path,
    config,
    link: "dynamic",
    prune,
    keep: [],
    drop: [],
    linkable: {},
  };
}
