import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { attempt, run, type Finished } from "../command.js";
import { cacheFolder } from "./places.js";
import { librariesOf, provide, provideTools } from "./programs.js";

const iproute = ["iproute2", "libbpf1", "libelf1", "libmnl0", "libbsd0", "libmd0", "libcap2"];

/** Run the machine's `ip`, else the cache's. */
export async function ip(...args: readonly string[]): Promise<string> {
  const own = machinesProgram("ip");
  if (own !== undefined) return run([own, ...args]);
  const folder = await provide("iproute2", "bookworm", iproute, () => Promise.resolve());
  return run([join(folder, "bin/ip"), ...args], {
    env: { LD_LIBRARY_PATH: librariesOf(folder).join(delimiter) },
  });
}

/** Run the machine's iptables, so that our rules stand where its other rules stand; else the cache's. */
export async function iptables(...args: readonly string[]): Promise<Finished> {
  const own = machinesProgram("iptables");
  if (own !== undefined) return attempt([own, "-w", ...args]);
  const folder = await provideTools();
  const libraries = librariesOf(folder);
  const env = {
    LD_LIBRARY_PATH: libraries.join(delimiter),
    XTABLES_LIBDIR: join(folder, "usr/lib/x86_64-linux-gnu/xtables"),
  };
  return attempt([join(folder, "bin/iptables"), "-w", ...args], { env });
}

/** Whether there is an iptables without a download: where none is, no rule is ours. */
export function hasIptables(): boolean {
  return machinesProgram("iptables") !== undefined || existsSync(join(cacheFolder(), "tools/packages.json"));
}

function machinesProgram(name: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
