import { run } from "../../harness/command.js";
import { ROOT } from "./stage.js";

/** Once a run: the frontend as it stands in this working tree. */
export async function setup(): Promise<void> {
  await run(["node_modules/.bin/tsx", "scripts/bundle.ts"], { cwd: ROOT });
}
