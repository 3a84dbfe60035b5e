import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build as bundle } from "esbuild";
import { provideBaseImage } from "../harness/base/provide.js";
import type { Engine } from "../harness/engine/start.js";
import { buildFrontendImage } from "../harness/frontend-image.js";

export const CONTENDERS = ["dockerfile", "floor", "static", "two-line"] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** One of the builds that are measured against each other; its folder holds the one file that it reads. */
export interface Contender {
  readonly name: ContenderName;
  readonly folder: string;
  readonly filename: string;
}

const ROOT = join(import.meta.dirname, "..");
const EXAMPLE = join(ROOT, "examples/flask");
const DOCKERFILE = join(ROOT, "bench/dockerfile/Dockerfile");
const SOURCE_TAG = "my/flask-app";
/** Tags of the bench's own: another build of the frontend on this engine does not come in between. */
export const FRONTEND_TAG = "faktory-bench/frontend";
const FLOOR_TAG = "faktory-bench/floor";
const FLOOR_BUNDLE = join(ROOT, "dist/bench-floor.cjs");

/** Brings all images into the engine, and writes the files to build below `folder`. */
export async function prepareContenders(engine: Engine, folder: string): Promise<readonly Contender[]> {
  await provideBaseImage(engine, "bookworm");
  await buildFrontendImage(engine, FRONTEND_TAG);
  await bundleFloor();
  await buildFrontendImage(engine, FLOOR_TAG, FLOOR_BUNDLE);
  await engine.docker("build", "--quiet", "--tag", SOURCE_TAG, EXAMPLE);
  const write = async (name: ContenderName, filename: string, text: string): Promise<Contender> => {
    const own = join(folder, name);
    await mkdir(own);
    await writeFile(join(own, filename), text);
    return { name, folder: own, filename };
  };
  const kontainfile = async (name: string): Promise<string> =>
    (await readFile(join(EXAMPLE, name), "utf8")).replace(/^# syntax=.*/, `# syntax=${FRONTEND_TAG}`);
  return [
    await write("dockerfile", "Dockerfile", await readFile(DOCKERFILE, "utf8")),
    await write("floor", "Kontainfile", `# syntax=${FLOOR_TAG}\n`),
    await write("static", "Kontainfile", await kontainfile("Kontainfile.static")),
    await write("two-line", "Kontainfile", await kontainfile("Kontainfile")),
  ];
}

async function bundleFloor(): Promise<void> {
  await bundle({
    entryPoints: [join(ROOT, "bench/floor/main.ts")],
    outfile: FLOOR_BUNDLE,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    logLevel: "warning",
  });
}
