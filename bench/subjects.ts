import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { provideBaseImage } from "../harness/base/provide.js";
import { build, type Outcome } from "../harness/control.js";
import type { Engine } from "../harness/engine/start.js";
import { FRONTEND_TAG } from "./contenders.js";

/** The kinds of toolchains: made from Debian's archive of the interpreter, or from CPython's source. */
export const ORIGINS = ["debian", "cpython"] as const;
export type Origin = (typeof ORIGINS)[number];

/** An image of the CPU-bound programs, and the folder of the Kontainfile that converts it. */
export interface Subject {
  readonly origin: Origin;
  readonly tag: string;
  readonly folder: string;
  readonly attrs: Readonly<Record<string, string>>;
}

const SPEED = join(import.meta.dirname, "speed");
const SOURCES = join(import.meta.dirname, "../test/matrix/images");
const CPYTHON = "3.13.5";
const SOURCE_TAG = "faktory-bench/cpython-source";

/** Builds the images that both kinds of toolchains are measured with; CPython with its profile takes minutes, once. */
export async function prepareSubjects(engine: Engine, folder: string): Promise<readonly Subject[]> {
  await provideBaseImage(engine, "bookworm");
  await engine.docker(
    ...["build", "--quiet", "--tag", SOURCE_TAG, "--build-arg", `VERSION=${CPYTHON}`],
    ...["--file", join(SOURCES, "source.Dockerfile"), SOURCES],
  );
  return [
    await prepare(engine, folder, "debian", {}),
    await prepare(engine, folder, "cpython", { "context:cpython": `docker-image://${SOURCE_TAG}` }),
  ];
}

async function prepare(
  engine: Engine,
  parent: string,
  origin: Origin,
  attrs: Readonly<Record<string, string>>,
): Promise<Subject> {
  const tag = `faktory-bench/speed-${origin}`;
  await engine.docker(
    ...["build", "--quiet", "--tag", tag, "--build-arg", `SOURCE=${SOURCE_TAG}`],
    ...["--file", join(SPEED, `${origin}.Dockerfile`), SPEED],
  );
  const folder = join(parent, `speed-${origin}`);
  await mkdir(folder);
  await writeFile(
    join(folder, "Kontainfile"),
    `# syntax=${FRONTEND_TAG}\nFROM ${tag}\nLINK static\nPRUNE none\nCHECK none\n`,
  );
  return { origin, tag, folder, attrs };
}

/** Converts a subject, or what of it `attrs` ask for, into an image of the engine. */
export async function convert(
  engine: Engine,
  { folder, attrs }: Subject,
  tag: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const outcome = await build(engine.host, {
    frontend: "dockerfile.v0",
    attrs: { filename: "Kontainfile", ...attrs, ...more },
    local: { dockerfile: folder, context: folder },
    exporter: { type: "moby", attrs: { name: `docker.io/${tag}` } },
  });
  if (outcome.error !== undefined) throw outcome.error;
  return outcome;
}
