import { createHash, type Hash } from "node:crypto";
import { Transform, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import type { ImageFile, Layer } from "./file.js";

const types: Readonly<Record<Header["type"], ImageFile["type"]>> = {
  file: "file",
  "contiguous-file": "file",
  directory: "directory",
  symlink: "symlink",
  link: "hardlink",
  "character-device": "device",
  "block-device": "device",
  fifo: "fifo",
};

/** Read a layer's blob, plain or compressed with gzip; with the data of the files in `wanted`. */
export async function readLayer(
  blob: Readable,
  gzipped: boolean,
  wanted: ReadonlySet<string>,
): Promise<Layer> {
  const packed = metered();
  const plain = gzipped ? metered() : packed;
  const entries = extract();
  const stages = gzipped ? [packed.stream, createGunzip(), plain.stream] : [packed.stream];
  let last = blob;
  for (const stage of stages) last = last.pipe(stage);
  for (const stage of [blob, ...stages]) {
    stage.on("error", (error: Error) => {
      entries.destroy(error);
    });
  }
  last.pipe(entries);

  const files: ImageFile[] = [];
  const contents = new Map<string, Buffer>();
  const hashes = new Map<string, string>();
  for await (const entry of entries) {
    const path = normal(entry.header.name);
    const kept: Uint8Array[] | undefined = wanted.has(path) ? [] : undefined;
    const file = describe(path, entry.header, await hash(entry, kept), hashes);
    if (kept !== undefined) contents.set(path, Buffer.concat(kept));
    hashes.set(path, file.sha256);
    files.push(file);
  }
  return { diffId: plain.digest(), digest: packed.digest(), size: packed.size(), files, contents };
}

async function hash(data: AsyncIterable<unknown>, kept: Uint8Array[] | undefined): Promise<string> {
  const digest = createHash("sha256");
  for await (const chunk of data) {
    if (!(chunk instanceof Uint8Array)) continue;
    digest.update(chunk);
    kept?.push(chunk);
  }
  return digest.digest("hex");
}

function describe(
  path: string,
  header: Header,
  sha256: string,
  hashes: ReadonlyMap<string, string>,
): ImageFile {
  const type = types[header.type];
  const link = header.linkname;
  return {
    path,
    type,
    mode: header.mode & 0o7777,
    uid: header.uid,
    gid: header.gid,
    mtime: Math.floor(header.mtime.getTime() / 1000),
    size: type === "file" ? header.size : 0,
    link: type === "hardlink" ? normal(link) : type === "symlink" ? link : "",
    sha256: type === "file" ? sha256 : type === "hardlink" ? (hashes.get(normal(link)) ?? "") : "",
    xattrs: xattrsOf(header.pax),
  };
}

function xattrsOf(pax: Header["pax"]): Readonly<Record<string, string>> {
  const prefix = "SCHILY.xattr.";
  return Object.fromEntries(
    Object.entries({ ...(pax as Readonly<Record<string, unknown>> | null) }).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), String(value)]] : [],
    ),
  );
}

function normal(path: string): string {
  return path
    .replace(/^(\.?\/)+/, "")
    .replace(/\/+$/, "")
    .replace(/^\.$/, "");
}

/** A stage that lets bytes through, and counts and hashes them. */
function metered(): { stream: Transform; size: () => number; digest: () => string } {
  const hash: Hash = createHash("sha256");
  let size = 0;
  let digest: string | undefined;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, size: () => size, digest: () => (digest ??= `sha256:${hash.digest("hex")}`) };
}
