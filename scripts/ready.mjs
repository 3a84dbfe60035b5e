/**
 * `node scripts/ready.mjs SCRIPT.ts [ARGS…]`: runs a script of ours, after `npm ci` where a fresh clone needs it.
 * Plain JavaScript without packages, because it runs before there are any.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const INSTALLED = join(ROOT, "node_modules/.installed-lock.json");
const lock = readFileSync(join(ROOT, "package-lock.json"), "utf8");

if (!existsSync(INSTALLED) || readFileSync(INSTALLED, "utf8") !== lock) {
  console.error("npm ci: the packages of package-lock.json are not installed yet");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: ROOT,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(INSTALLED, lock);
}
const tsx = join(ROOT, "node_modules/tsx/dist/cli.mjs");
const { status } = spawnSync(process.execPath, [tsx, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: "inherit",
});
process.exit(status ?? 1);
