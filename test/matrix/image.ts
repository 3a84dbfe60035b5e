import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { provideBaseImage } from "../../harness/base/provide.js";
import type { Engine } from "../../harness/engine/start.js";
import { ROOT } from "../integration/stage.js";

/** An image of the matrix: one of the Dockerfiles in images/, and the images that it stands on. */
export interface Image {
  readonly name: string;
  readonly dockerfile: string;
  readonly args?: Readonly<Record<string, string>>;
  /** By the names that the Dockerfile's FROM and COPY --from have for them. */
  readonly on?: Readonly<Record<string, Image>>;
  /** Folders of this machine, likewise. */
  readonly folders?: Readonly<Record<string, string>>;
}

const IMAGES = join(import.meta.dirname, "images");
const FOLDERS = {
  programs: join(import.meta.dirname, "programs"),
  library: join(ROOT, "test/integration/fixtures/results/library"),
};

/** What an image of the matrix is called in the engine. */
export function tagOf(image: Image): string {
  return `faktory-matrix/${image.name}`;
}

/** Builds an image after those that it stands on; BuildKit's cache knows what was built before. */
export async function makeImage(engine: Engine, image: Image, made = new Set<string>()): Promise<string> {
  const tag = tagOf(image);
  if (made.has(tag)) return tag;
  const below = Object.entries(image.on ?? {});
  for (const [, other] of below) await makeImage(engine, other, made);
  await provideBases(engine, image);
  await engine.docker(
    ...["build", "--quiet", "--tag", tag, "--file", dockerfileOf(image)],
    ...Object.entries(image.args ?? {}).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    ...below.flatMap(([name, other]) => ["--build-context", `${name}=docker-image://${tagOf(other)}`]),
    ...Object.entries({ ...FOLDERS, ...image.folders }).flatMap(([name, folder]) => [
      "--build-context",
      `${name}=${folder}`,
    ]),
    IMAGES,
  );
  made.add(tag);
  return tag;
}

function dockerfileOf({ dockerfile }: Image): string {
  return join(IMAGES, `${dockerfile}.Dockerfile`);
}

async function provideBases(engine: Engine, image: Image): Promise<void> {
  const text = await readFile(dockerfileOf(image), "utf8");
  for (const [, name = ""] of text.matchAll(/^FROM debian:(\$\{SUITE\}|[a-z]+)/gm)) {
    await provideBaseImage(engine, name === "${SUITE}" ? (image.args?.["SUITE"] ?? "bookworm") : name);
  }
}
