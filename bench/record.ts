import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import * as z from "zod";
import { AnalysisMeasured } from "./analysis/record.js";
import { Circumstances } from "./machine.js";
import { RelinkedMeasured } from "./relinked/record.js";
import { page } from "./page.js";
import { Speed } from "./speed.js";
import { ORIGINS } from "./subjects.js";
import { Toolchain } from "./toolchain.js";

const Times = z.array(z.number()).readonly();
const Cold = z.object({
  total: z.number(),
  analyze: z.number(),
  toolchain: z.number(),
  link: z.number(),
  /** Runs from before there was a check by default have none. */
  check: z.number().default(0),
  image: z.number(),
});

/** The toolchain of one origin, and python.km that was linked of it. */
const OriginMeasured = z.object({ origin: z.enum(ORIGINS), toolchain: Toolchain, speed: Speed });
export type OriginMeasured = z.infer<typeof OriginMeasured>;

/** What one run of the bench measured, in milliseconds. */
export const Measured = z.object({
  circumstances: Circumstances,
  /** The n-th of each list are of one round. */
  cached: z.object({ dockerfile: Times, floor: Times, static: Times, "two-line": Times }),
  cold: z.object({ static: z.array(Cold), "two-line": z.array(Cold) }),
  /** Absent in runs from before there was such a part. */
  origins: z.array(OriginMeasured).optional(),
});
export type Measured = z.infer<typeof Measured>;

/** docs/bench.json: the last run on each engine, and the last of the analysis and of modules that are linked in. */
const Bench = z.object({
  format: z.literal(1),
  engines: z.record(z.string(), Measured),
  analysis: AnalysisMeasured.optional(),
  relinked: RelinkedMeasured.optional(),
});
export type Bench = z.infer<typeof Bench>;

const JSON_FILE = join(import.meta.dirname, "../docs/bench.json");
const PAGE_FILE = join(import.meta.dirname, "../docs/bench.md");

/**
 * Puts a run in the place of the engine's last one, in docs/bench.json and the page made from it. What it left out stays
 * as the same machine measured it on the same day.
 */
export async function record(engine: string, measured: Measured): Promise<void> {
  const bench = await readBench();
  const before = bench.engines;
  const run = { ...measured, ...originsOf(measured, before[engine]) };
  const engines = Object.fromEntries(
    Object.entries({ ...before, [engine]: run }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  await write({ ...bench, engines });
}

/** Puts a run of the analysis in the place of the last one. */
export async function recordAnalysis(analysis: AnalysisMeasured): Promise<void> {
  await write({ ...(await readBench()), analysis });
}

/** Puts a run of modules that are linked in, in the place of the last one. */
export async function recordRelinked(relinked: RelinkedMeasured): Promise<void> {
  await write({ ...(await readBench()), relinked });
}

async function write(bench: Bench): Promise<void> {
  await writeFile(JSON_FILE, await format(JSON.stringify(bench), { filepath: JSON_FILE, printWidth: 110 }));
  await writeFile(PAGE_FILE, page(bench));
}

function originsOf(run: Measured, last: Measured | undefined): Pick<Measured, "origins"> {
  if (run.origins !== undefined) return { origins: run.origins };
  const about = ({ circumstances: { date, machine, versions } }: Measured): string =>
    JSON.stringify({ date, machine, versions });
  return last?.origins !== undefined && about(last) === about(run) ? { origins: last.origins } : {};
}

async function readBench(): Promise<Bench> {
  const text = await readFile(JSON_FILE, "utf8").catch(() => '{"format":1,"engines":{}}');
  return Bench.parse(JSON.parse(text));
}
