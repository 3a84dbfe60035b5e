import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FRONTEND_TAG } from "../../harness/frontend-image.js";
import { imageDifferences } from "../../harness/image/compare.js";
import { readImage, readImageArchive, type Image } from "../../harness/image.js";
import { withoutBaseDigest } from "../integration/builds/base-digest.js";
import { ROOT, stage } from "../integration/stage.js";
import { startBuildkit, type Buildkit } from "./buildkit.js";
import { hasGo } from "./programs.js";

const FLASK = join(ROOT, "examples/flask");
const able = hasGo() && process.getuid?.() === 0;
if (!able) console.warn("SKIPPED: these tests need Go, to build BuildKit with, and root, to run it");

describe.runIf(able)("buildctl and buildkitd", () => {
  let folder: string;
  let buildkit: Buildkit | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "faktory-buildctl-"));
    const on = await stage("28");
    const { engine } = on;
    await on.sourceImage("my/flask-app", FLASK);
    buildkit = await startBuildkit();
    for (const [image, name] of [
      [FRONTEND_TAG, FRONTEND_TAG],
      ["my/flask-app", "my/flask-app:latest"],
      ["debian:bookworm", "library/debian:bookworm"],
    ] as const) {
      const pushed = `${buildkit.registry}/${name}`;
      await engine.docker("tag", image, pushed);
      await engine.docker("push", "--quiet", pushed);
      await engine.docker("rmi", pushed);
    }
  });

  afterAll(async () => {
    await buildkit?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(["Kontainfile.static", "Kontainfile"])(
    "make of %s the image that Docker 28 makes: configuration, and path, mode, owner, mtime and content of every file",
    async (filename) => {
      const on = await stage("28");
      const tag = `faktory-test/buildctl-${filename.toLowerCase()}`;
      await on.convert({ kontainfile: { file: join(FLASK, filename) }, context: FLASK, tag });
      const byDocker = await readImage(on.engine, tag);
      const byBuildctl = await convert(filename);
      expect(byBuildctl.files.size).toBeGreaterThan(1000);
      expect(imageDifferences(withoutBaseDigest(byDocker), withoutBaseDigest(byBuildctl))).toEqual([]);
    },
  );

  async function convert(filename: string): Promise<Image> {
    const archive = join(folder, `${filename}.tar`);
    await buildkit?.buildctl(
      ...["build", "--progress=plain", "--frontend=gateway.v0", `--opt=source=${FRONTEND_TAG}`],
      ...[`--opt=filename=${filename}`, `--local=context=${FLASK}`, `--local=dockerfile=${FLASK}`],
      `--output=type=docker,dest=${archive}`,
    );
    return readImageArchive(createReadStream(archive));
  }
});
