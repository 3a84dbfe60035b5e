import { join } from "node:path";
import { provideBaseImage } from "../../harness/base/provide.js";
import type { Engine } from "../../harness/engine/start.js";
import type { Program } from "./program.js";

const FOLDER = import.meta.dirname;
const IMAGES = join(FOLDER, "images");

/** Builds a program's source image over its packages. */
export async function makeSource(engine: Engine, program: Program): Promise<string> {
  const { name, packages, entrypoint, cmd, env = {} } = program;
  const below = `faktory-programs/packages:${name}`;
  await provideBaseImage(engine, "bookworm");
  await engine.docker(
    ...["build", "--quiet", "--tag", below, "--build-arg", `PACKAGES=${packages.join(" ")}`],
    ...["--file", join(IMAGES, "packages.Dockerfile"), IMAGES],
  );
  const files = `faktory-programs/files:${name}`;
  await engine.docker(
    ...["build", "--quiet", "--tag", files, "--file", join(IMAGES, "app.Dockerfile")],
    ...["--build-context", `packages=docker-image://${below}`],
    ...["--build-context", `shared=${join(FOLDER, "shared")}`, join(FOLDER, "apps", name)],
  );
  const tag = `faktory-programs/source:${name}`;
  const dockerfile = [
    `FROM ${files}`,
    ...Object.entries(env).map(([key, value]) => `ENV ${key}=${JSON.stringify(value)}`),
    ...(entrypoint === undefined ? [] : [`ENTRYPOINT ${JSON.stringify(entrypoint)}`]),
    `CMD ${JSON.stringify(cmd)}`,
    "",
  ].join("\n");
  await build(engine, tag, dockerfile);
  return tag;
}

/** The source image with an audit hook that writes down what is opened. */
export async function makeTruth(engine: Engine, source: string): Promise<string> {
  const tag = source.replace("/source:", "/truth:");
  await engine.docker(
    ...["build", "--quiet", "--tag", tag, "--file", join(IMAGES, "truth.Dockerfile")],
    ...["--build-context", `source=docker-image://${source}`, join(FOLDER, "truth")],
  );
  return tag;
}

/** The source image with the programs that look at it as others do, and what these need. */
export async function makeRivals(engine: Engine, source: string): Promise<string> {
  const tag = source.replace("/source:", "/rivals:");
  await engine.docker(
    ...["build", "--quiet", "--tag", tag, "--file", join(IMAGES, "rivals.Dockerfile")],
    ...["--build-context", `source=docker-image://${source}`, join(FOLDER, "rivals")],
  );
  return tag;
}

async function build(engine: Engine, tag: string, dockerfile: string): Promise<void> {
  const finished = await engine.attempt(["build", "--quiet", "--tag", tag, "-"], { input: dockerfile });
  if (finished.code !== 0) throw new Error(`docker build ${tag}: ${finished.stderr}`);
}
