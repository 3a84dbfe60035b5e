import { run } from "../../harness/command.js";
import { ROOT, stage } from "./stage.js";
import { warm } from "./warm.js";

let warming: Promise<void> | undefined;

/** Once a run: the frontend as it stands in this working tree; for all tests together, toolchains ahead of their use. */
export async function setup(): Promise<void> {
  await run(["node_modules/.bin/tsx", "scripts/bundle.ts"], { cwd: ROOT });
  if (process.env["FAKTORY_TEST_WARM"] === "1") warming = warm(await stage("28"), await stage("20"));
}

export async function teardown(): Promise<void> {
  await warming;
}
