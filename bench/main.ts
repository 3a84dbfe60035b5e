/** `npm run bench`: what a build through Faktory costs, cached and from nothing, against what it cannot go below. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureAnalysis } from "./analysis/lane.js";
import { analysisSection } from "./analysis/section.js";
import { chosenEngine, parseVersion } from "../harness/engine/choose.js";
import type { Engine } from "../harness/engine/start.js";
import { measureCached } from "./cached.js";
import { measureCold, type ColdTimes } from "./cold.js";
import { prepareContenders, type Contender } from "./contenders.js";
import { circumstances } from "./machine.js";
import { section } from "./page.js";
import { measureRelinked } from "./relinked/lane.js";
import { relinkedSection } from "./relinked/section.js";
import { record, recordAnalysis, recordRelinked, type Measured, type OriginMeasured } from "./record.js";
import { measureSpeed } from "./speed.js";
import { convert, prepareSubjects } from "./subjects.js";
import { measureToolchain } from "./toolchain.js";

const SPEED_ROUNDS = 7;

const help = `npm run bench [-- --docker=20|28] [--runs=N] [--cold=N] [--no-origins] | -- --analysis [--rounds=N] | -- --programs | -- --relinked

  --docker=N   our engine of that version; else the given or running Docker
  --runs=N     rounds of cached builds (15); each builds through the built-in Dockerfile frontend, a bare node
               frontend (the floor), and Faktory with a static and a two-line Kontainfile
  --cold=N     conversions from nothing of each Kontainfile (1), which make the toolchain anew each time

  --analysis   only the analyzer, over made images of more and more modules, by this machine's python; needs no engine
  --rounds=N   of each size in --analysis (3)
  --programs   what is kept of real programs, beside what they open and what other analyses keep: the same as
               npm run test:programs -- --prune=safe --rivals, into docs/programs.md
  --relinked   only import and calls of numpy, lxml and uvloop, by their wheels and linked into python.km; needs PyPI,
               and compiles them where the engine has not done so before
  --no-origins leaves out what follows, which hardly depends on the engine

Also makes the toolchains of both origins, Debian's archive and CPython's source, and lets python.km compute against the
source's own interpreter; the first time, that of CPython is built with its profile, which takes minutes.
Prints the tables, and writes docs/bench.json and docs/bench.md, where each engine's last run stands.
Let the machine do nothing else meanwhile.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      docker: { type: "string" },
      runs: { type: "string", default: "15" },
      cold: { type: "string", default: "1" },
      analysis: { type: "boolean" },
      rounds: { type: "string", default: "3" },
      programs: { type: "boolean" },
      relinked: { type: "boolean" },
      origins: { type: "boolean", default: true },
      help: { type: "boolean" },
    },
    allowNegative: true,
  });
  if (values.help === true) {
    console.log(help);
    return;
  }
  if (values.programs === true) {
    const lane = ["test/programs/main.ts", "--prune=safe", "--rivals"];
    process.exitCode = spawnSync("node_modules/.bin/tsx", lane, { stdio: "inherit" }).status ?? 1;
    return;
  }
  if (values.analysis === true) {
    const measured = await measureAnalysis(count("--rounds", values.rounds), new Date());
    console.log(`\n${analysisSection(measured)}`);
    await recordAnalysis(measured);
    return;
  }
  const [runs, cold] = [count("--runs", values.runs), count("--cold", values.cold)];
  const engine = await chosenEngine(values.docker === undefined ? undefined : parseVersion(values.docker));
  const folder = await mkdtemp(join(tmpdir(), "faktory-bench-"));
  try {
    bundleFrontend();
    if (values.relinked === true) {
      const measured = await measureRelinked(engine, folder, SPEED_ROUNDS);
      console.log(`\n${relinkedSection(measured)}`);
      await recordRelinked(measured);
      return;
    }
    const measured = await measure(engine, folder, { runs, cold, origins: values.origins });
    console.log(`\n${section(measured)}`);
    await record(engine.version, measured);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(
  engine: Engine,
  folder: string,
  { runs, cold, origins }: { readonly runs: number; readonly cold: number; readonly origins: boolean },
): Promise<Measured> {
  const around = await circumstances(engine, new Date());
  console.log(`engine: Docker ${around.versions.docker}; load average ${around.load}`);
  const contenders = await prepareContenders(engine, folder);
  console.log(`cached builds, ${runs} rounds`);
  const cached = await measureCached(engine, contenders, runs);
  return {
    circumstances: around,
    cached,
    cold: {
      static: await measureColdRuns(engine, find(contenders, "static"), cold),
      "two-line": await measureColdRuns(engine, find(contenders, "two-line"), cold),
    },
    ...(origins ? { origins: await measureOrigins(engine, folder) } : {}),
  };
}

function bundleFrontend(): void {
  const bundled = spawnSync(process.execPath, ["--import", "tsx", "scripts/bundle.ts"], { stdio: "inherit" });
  if (bundled.status !== 0) throw new Error("the frontend cannot be bundled");
}

async function measureOrigins(engine: Engine, folder: string): Promise<OriginMeasured[]> {
  const measured = [];
  for (const subject of await prepareSubjects(engine, folder)) {
    const { origin } = subject;
    console.log(`origin ${origin}: toolchain from nothing, CPU-bound programs, ${SPEED_ROUNDS} rounds`);
    const toolchain = await measureToolchain(engine, subject);
    const result = `${subject.tag}-kontain`;
    await convert(engine, subject, result);
    measured.push({
      origin,
      toolchain,
      speed: await measureSpeed(engine, subject.tag, result, SPEED_ROUNDS),
    });
  }
  return measured;
}

async function measureColdRuns(engine: Engine, contender: Contender, runs: number): Promise<ColdTimes[]> {
  const times = [];
  for (let run = 1; run <= runs; run++) {
    console.log(`from nothing, ${contender.name}, ${run} of ${runs}`);
    times.push(await measureCold(engine, contender));
  }
  return times;
}

function find(contenders: readonly Contender[], name: Contender["name"]): Contender {
  const found = contenders.find((contender) => contender.name === name);
  if (found === undefined) throw new Error(`no contender ${name}`);
  return found;
}

function count(flag: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`${flag}=${text}: a number from 1`);
  return Number(text);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
