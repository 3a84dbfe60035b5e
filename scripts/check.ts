/** `npm run check`: every check, all of them run, so that one pass shows everything that is wrong. */
import { spawnSync } from "node:child_process";

const CHECKS: readonly (readonly [name: string, ...command: string[]])[] = [
  ["generated code", "tsx", "scripts/gen.ts", "--check"],
  ["types", "tsc"],
  ["lint", "eslint", ".", "--cache", "--cache-location", "node_modules/.cache/eslint"],
  ["format", "prettier", "--check", "--log-level=warn", ".", "--cache"],
  ["arrows", "depcruise", "src", "--config", ".dependency-cruiser.cjs"],
  ["unused", "knip"],
  ["python types", "pyright"],
  ["python lint", "tsx", "scripts/ruff.ts"],
];

const only = process.argv.slice(2);
const failed: string[] = [];
for (const [name, command, ...args] of CHECKS) {
  if (only.length > 0 && !only.includes(name)) continue;
  const started = performance.now();
  const { status } = spawnSync(`node_modules/.bin/${command ?? ""}`, args, { stdio: "inherit" });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(", ")}`);
  process.exit(1);
}
