/** `npm run test:go`: what needs Go. BuildKit's own client against our definitions, its buildctl and buildkitd against our builds. */
import { spawnSync } from "node:child_process";

const lanes: readonly (readonly [string, ...string[]])[] = [
  ["node_modules/.bin/tsx", "scripts/llb-oracle.ts"],
  ["node_modules/.bin/vitest", "run", "--project", "go"],
];

// Both run, whatever comes of the first.
const codes = lanes.map(([command, ...args]) => spawnSync(command, args, { stdio: "inherit" }).status);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
