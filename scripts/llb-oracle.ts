/**
 * `npm run test:go`: asks BuildKit's own Go client for the definitions that test/unit/llb compares ours with, and
 * fails where the committed ones differ. `--write` commits to what it says now. Without Go it says so and skips.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const ORACLE = "test/fixtures/llb/oracle";
const FIXTURES = "test/fixtures/llb/definitions.json";
/** Where Go's own installer puts it, which is not always in PATH. */
const PATH = `${process.env["PATH"] ?? ""}:/usr/local/go/bin`;

function runOracle(): string | undefined {
  const options = {
    cwd: ORACLE,
    encoding: "utf8",
    env: { ...process.env, PATH },
    maxBuffer: 1 << 28,
  } as const;
  const { status, stdout, stderr, error } = spawnSync("go", ["run", "."], options);
  if (error !== undefined && "code" in error && error.code === "ENOENT") return undefined;
  if (status !== 0) throw new Error(`the oracle failed: ${error?.message ?? stderr}`);
  return stdout;
}

const fresh = runOracle();
if (fresh === undefined) {
  console.error(
    "SKIPPED test:go: there is no Go to build the oracle with, so its committed answers stand unchecked",
  );
} else if (process.argv.includes("--write")) {
  writeFileSync(FIXTURES, fresh);
} else if (readFileSync(FIXTURES, "utf8") === fresh) {
  console.log("BuildKit's Go client still gives the committed definitions");
} else {
  console.error(`${FIXTURES} is not what BuildKit's Go client gives now (tsx scripts/llb-oracle.ts --write)`);
  process.exitCode = 1;
}
