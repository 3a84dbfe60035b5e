import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hasIptables, ip, iptables } from "./network-programs.js";
import { stateFolder, type Places } from "./places.js";
import { withLock } from "./lock.js";

const forwardSwitch = "/proc/sys/net/ipv4/ip_forward";

/** The rules that give a bridge a way out; each bears the engine's name, so that stop finds it again. */
function rulesOf(places: Places, subnet: string): readonly (readonly string[])[] {
  const mark = ["-m", "comment", "--comment", markOf(places)];
  return [
    ["nat", "POSTROUTING", "-s", subnet, "!", "-o", places.bridge, ...mark, "-j", "MASQUERADE"],
    ["filter", "FORWARD", "-i", places.bridge, ...mark, "-j", "ACCEPT"],
    ["filter", "FORWARD", "-o", places.bridge, ...mark, "-j", "ACCEPT"],
  ];
}

/** Make the engine's bridge with a subnet of its own, forwarding, and the rules. */
export async function raiseNetwork(places: Places): Promise<void> {
  await withLock(join(stateFolder(), "network.lock"), async () => {
    await dropNetwork(places);
    const network = await freeNetwork(places);
    await ip("link", "add", places.bridge, "type", "bridge");
    await ip("addr", "add", `${network}.1/24`, "dev", places.bridge);
    await ip("link", "set", places.bridge, "up");
    for (const [table = "", chain = "", ...rule] of rulesOf(places, `${network}.0/24`)) {
      // First in the chain: a Docker of the machine may end FORWARD with a drop.
      await change("-t", table, "-I", chain, ...rule);
    }
    await rememberForwarding();
  });
}

/** Take the bridge, the rules and, with the last engine, forwarding away again; whatever is not there is fine. */
export async function lowerNetwork(places: Places): Promise<void> {
  await withLock(join(stateFolder(), "network.lock"), async () => {
    await dropNetwork(places);
    await restoreForwarding();
  });
}

/** The rules of the machine's FORWARD and POSTROUTING chains, each as `iptables -S` prints it, its table before it. */
export async function ruleLines(): Promise<readonly string[]> {
  const lines: string[] = [];
  if (!hasIptables()) return lines;
  for (const [table, chain] of chains) {
    const listed = await iptables("-t", table, "-S", chain);
    lines.push(...listed.stdout.split("\n").map((line) => `${table} ${line}`));
  }
  return lines;
}

const chains = [
  ["nat", "POSTROUTING"],
  ["filter", "FORWARD"],
] as const;

async function dropNetwork(places: Places): Promise<void> {
  for (const line of await ruleLines()) {
    const [table = "", verb, ...rule] = line.replaceAll('"', "").split(" ");
    if (verb === "-A" && rule.includes(markOf(places))) await change("-t", table, "-D", ...rule);
  }
  if (existsSync(`/sys/class/net/${places.bridge}`)) {
    await ip("link", "del", places.bridge);
  }
}

function markOf(places: Places): string {
  return `faktory-engine-${places.name}`;
}

async function freeNetwork(places: Places): Promise<string> {
  // Not os.networkInterfaces(), which leaves out a bridge that has no container yet.
  const addresses = await ip("-4", "-oneline", "addr");
  const taken = [...addresses.matchAll(/ inet (\d+\.\d+\.\d+)\.\d+/g)].map((match) => match[1]);
  for (let octet = Number(places.version); octet < 250; octet += 10) {
    const network = `172.30.${octet}`;
    if (!taken.includes(network)) return network;
  }
  throw new Error("no free subnet below 172.30.0.0/16 for the engine's bridge");
}

/** ip_forward as it was before the first engine, kept until the last one stops. */
const forwardingBefore = (): string => join(stateFolder(), "ip_forward.before");

async function rememberForwarding(): Promise<void> {
  if (!existsSync(forwardingBefore())) await writeFile(forwardingBefore(), await readFile(forwardSwitch));
  await writeFile(forwardSwitch, "1\n");
}

async function restoreForwarding(): Promise<void> {
  const others = (await readdir("/sys/class/net")).some((name) => /^fk(20|28)[a-z]*$/.test(name));
  if (others || !existsSync(forwardingBefore())) return;
  await writeFile(forwardSwitch, await readFile(forwardingBefore()));
  await rm(forwardingBefore());
}

async function change(...args: readonly string[]): Promise<void> {
  const { code, stderr } = await iptables(...args);
  if (code !== 0) throw new Error(`iptables ${args.join(" ")}: ${stderr}`);
}
