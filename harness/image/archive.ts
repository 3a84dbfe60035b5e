import { posix } from "node:path";
import { Readable } from "node:stream";
import { extract } from "tar-stream";
import { z } from "zod";
import type { Layer } from "./file.js";
import { readLayer } from "./layer.js";

/** What an image archive holds: JSON documents and layers, by their names in the archive. */
export interface Archive {
  readonly documents: ReadonlyMap<string, unknown>;
  readonly layers: ReadonlyMap<string, Layer>;
}

const saved = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()).nullable() })).min(1);
const index = z.object({ manifests: z.array(z.object({ digest: z.string() })).min(1) });
const manifest = z.object({
  config: z.object({ digest: z.string() }),
  layers: z.array(z.object({ digest: z.string() })),
});

/** Read what `docker save` or BuildKit's oci and docker exporters write; `wanted` names files to keep the data of. */
export async function readArchive(source: Readable, wanted: ReadonlySet<string>): Promise<Archive> {
  const documents = new Map<string, unknown>();
  const layers = new Map<string, Layer>();
  const links = new Map<string, string>();
  const entries = extract();
  source.on("error", (error: Error) => {
    entries.destroy(error);
  });
  source.pipe(entries);
  for await (const entry of entries) {
    const { name, type, linkname } = entry.header;
    if (type === "symlink") links.set(name, posix.join(posix.dirname(name), linkname));
    const { first, all } = await peek(entry);
    const isLayer = name.endsWith("layer.tar") || name.startsWith("blobs/");
    if (first[0] === 0x7b || first[0] === 0x5b) documents.set(name, parse(await text(all)));
    else if (isLayer && first.length > 0) {
      const gzipped = first[0] === 0x1f && first[1] === 0x8b;
      layers.set(name, await readLayer(Readable.from(all), gzipped, wanted));
    } else await text(all);
  }
  // A 20.10 saves a layer that two images share once, and links to it.
  for (const [name, target] of links) {
    const layer = layers.get(target);
    if (layer !== undefined) layers.set(name, layer);
  }
  return { documents, layers };
}

/** The names of an archive's (first) image: its configuration and its layers, lowest first. */
export function imageIn({ documents }: Archive): {
  readonly config: string;
  readonly layers: readonly string[];
} {
  const listed = documents.get("manifest.json");
  if (listed !== undefined) {
    const [first] = saved.parse(listed);
    return { config: first?.Config ?? "", layers: first?.Layers ?? [] };
  }
  let digest = index.parse(documents.get("index.json")).manifests[0]?.digest ?? "";
  // An index may hold an index: of platforms, attestations behind them.
  for (;;) {
    const inner = index.safeParse(documents.get(blobName(digest)));
    if (!inner.success) break;
    digest = inner.data.manifests[0]?.digest ?? "";
  }
  const { config, layers } = manifest.parse(documents.get(blobName(digest)));
  return { config: blobName(config.digest), layers: layers.map((layer) => blobName(layer.digest)) };
}

function blobName(digest: string): string {
  return `blobs/${digest.replace(":", "/")}`;
}

/** A stream's first chunk, and all chunks with that one. */
async function peek(
  stream: AsyncIterable<unknown>,
): Promise<{ readonly first: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const chunks = stream[Symbol.asyncIterator]();
  const next = async (): Promise<Uint8Array | undefined> => {
    const result = await chunks.next();
    return result.done !== true && result.value instanceof Uint8Array ? result.value : undefined;
  };
  const first = await next();
  const all = (async function* () {
    for (let chunk = first; chunk !== undefined; chunk = await next()) yield chunk;
  })();
  return { first: first ?? new Uint8Array(), all };
}

async function text(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

function parse(json: string): unknown {
  return JSON.parse(json);
}
