import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { pack, type Pack } from "tar-stream";

/** What a base image is made of beside its one layer. */
export interface BaseImage {
  readonly tags: readonly string[];
  readonly env: readonly string[];
  readonly cmd: readonly string[];
  readonly created: Date;
}

/**
 * Write an archive for `docker load` from one layer's tar. Not `docker import`: that dates the image with now, so
 * each engine would have another id, and on the containerd store it compresses for seconds.
 */
export async function writeImageArchive(layer: string, archive: string, image: BaseImage): Promise<void> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(layer)) hash.update(chunk as Buffer);
  const config = JSON.stringify({
    architecture: "amd64",
    config: { Cmd: image.cmd, Env: image.env },
    created: image.created.toISOString(),
    history: [{ created: image.created.toISOString(), created_by: "debootstrap" }],
    os: "linux",
    rootfs: { type: "layers", diff_ids: [`sha256:${hash.digest("hex")}`] },
  });
  const configName = `${createHash("sha256").update(config).digest("hex")}.json`;
  const manifest = JSON.stringify([{ Config: configName, RepoTags: image.tags, Layers: ["layer.tar"] }]);

  const tar = pack();
  const written = pipeline(tar, createWriteStream(`${archive}.partial`));
  const mtime = image.created;
  tar.entry({ name: "manifest.json", mtime }, manifest);
  tar.entry({ name: configName, mtime }, config);
  await addFile(tar, "layer.tar", layer, mtime);
  tar.finalize();
  await written;
  await rename(`${archive}.partial`, archive);
}

async function addFile(tar: Pack, name: string, path: string, mtime: Date): Promise<void> {
  const { size } = await stat(path);
  await pipeline(createReadStream(path), tar.entry({ name, size, mtime }));
}
