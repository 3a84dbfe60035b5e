import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { z } from "zod";
import type { Engine } from "./engine/start.js";
import { imageIn, readArchive } from "./image/archive.js";
import { overlay, type ImageFile, type Layer } from "./image/file.js";

const configuration = z.looseObject({
  architecture: z.string(),
  os: z.string(),
  created: z.string().optional(),
  config: z
    .looseObject({
      Entrypoint: z.array(z.string()).nullish(),
      Cmd: z.array(z.string()).nullish(),
      Env: z.array(z.string()).nullish(),
      WorkingDir: z.string().optional(),
      User: z.string().optional(),
      Labels: z.record(z.string(), z.string()).nullish(),
    })
    .optional(),
  rootfs: z.object({ diff_ids: z.array(z.string()).nullable() }),
});

/** An image's configuration document. */
export type ImageConfiguration = z.infer<typeof configuration>;

/** All of an image: what it says and every file in it. */
export interface Image {
  readonly config: ImageConfiguration;
  /** Lowest first. */
  readonly layers: readonly Layer[];
  /** Bytes of all files, each hard-linked one once. */
  readonly size: number;
  readonly files: ReadonlyMap<string, ImageFile>;
  /** The data of the files that were asked for. */
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** Read an image of an engine's store; `contents` names files whose data is wanted, e.g. `etc/passwd`. */
export async function readImage(
  engine: Engine,
  name: string,
  contents: readonly string[] = [],
): Promise<Image> {
  const child = spawn("docker", ["save", name], {
    env: { ...process.env, ...engine.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const complaints: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("close", resolve);
    child.on("error", reject);
  });
  try {
    return await readImageArchive(child.stdout, contents);
  } catch (error) {
    child.kill();
    const code = await ended;
    const said = Buffer.concat(complaints).toString().trim();
    throw new Error(`docker save ${name} (exit code ${String(code)}): ${said}`, { cause: error });
  }
}

/** Read an image archive, e.g. what the oci exporter gave. */
export async function readImageArchive(
  source: Readable | Uint8Array,
  contents: readonly string[] = [],
): Promise<Image> {
  const stream = source instanceof Readable ? source : Readable.from([source]);
  const archive = await readArchive(stream, new Set(contents));
  const names = imageIn(archive);
  const config = configuration.parse(archive.documents.get(names.config));
  const layers = names.layers.map((name) => {
    const layer = archive.layers.get(name);
    if (layer === undefined) throw new Error(`the archive lacks ${name}`);
    return layer;
  });
  const files = overlay(layers);
  return { config, layers, size: sizeOf(files), files, contents: contentsOf(files, layers, contents) };
}

function contentsOf(
  files: ReadonlyMap<string, ImageFile>,
  layers: readonly Layer[],
  wanted: readonly string[],
): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (const path of wanted) {
    if (files.get(path)?.type !== "file") continue;
    const top = layers.findLast((layer) => layer.contents.has(path));
    contents.set(path, top?.contents.get(path) ?? Buffer.alloc(0));
  }
  return contents;
}

function sizeOf(files: ReadonlyMap<string, ImageFile>): number {
  return [...files.values()].reduce((sum, file) => sum + file.size, 0);
}
