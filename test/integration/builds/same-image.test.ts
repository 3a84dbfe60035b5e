import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { imageDifferences } from "../../../harness/image/compare.js";
import { readImage, type Image } from "../../../harness/image.js";
import { ROOT, stage, type Stage } from "../stage.js";
import { BASE_DIGEST, withoutBaseDigest } from "./base-digest.js";
import { carry } from "./carry.js";
import { gatewayBuild } from "./gateway-build.js";

const FLASK = join(ROOT, "examples/flask");
const SOURCE = "faktory-test/seen-by-no-engine";

/**
 * The example's image with a new line in every layer, in files that no pruning leaves out. BuildKit takes equal content for equal whatever its times, so
 * an engine that has met the content before would answer with the layers of then.
 */
async function newSource(on: Stage): Promise<void> {
  const example = await on.sourceImage("my/flask-app", FLASK);
  const files = "/usr/lib/python3.11/os.py /usr/lib/python3/dist-packages/flask/app.py /app/app.py";
  const dockerfile = [
    `FROM ${example}`,
    "ARG NEW",
    `RUN for file in ${files}; do echo "# $NEW" >> "$file"; done`,
  ];
  const args = ["build", "--quiet", "--tag", SOURCE, "--build-arg", `NEW=${randomUUID()}`, "-"];
  const { code, stderr } = await on.engine.attempt(args, { input: dockerfile.join("\n") });
  if (code !== 0) throw new Error(stderr);
}

describe.each(["Kontainfile.static", "Kontainfile"])("the example's %s gives the same image", (filename) => {
  const images = new Map<string, Image>();
  let on20: Stage;
  let on28: Stage;
  let folder: string;

  beforeAll(async () => {
    [on28, on20] = [await stage("28"), await stage("20")];
    await newSource(on28);
    folder = await mkdtemp(join(tmpdir(), "faktory-same-"));
    const text = await readFile(join(FLASK, filename), "utf8");
    await writeFile(join(folder, filename), text.replace("FROM my/flask-app", `FROM ${SOURCE}`));
    await carry(on28.engine, on20.engine, SOURCE);
    for (const [name, on] of [
      ["Docker 28", on28],
      ["Docker 20.10", on20],
    ] as const) {
      const tag = `faktory-test/same-${filename.toLowerCase()}`;
      await on.convert({ kontainfile: { file: join(folder, filename) }, context: folder, tag });
      images.set(`docker build on ${name}`, await readImage(on.engine, tag));
      await gatewayBuild(on, { folder, filename, tag: `${tag}-gateway` });
      images.set(`gateway.v0 on ${name}`, await readImage(on.engine, `${tag}-gateway`));
    }
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test.each(["docker build on Docker 20.10", "gateway.v0 on Docker 28", "gateway.v0 on Docker 20.10"])(
    "%s, and docker build on Docker 28: configuration, and path, mode, owner, mtime and content of every file",
    (name) => {
      const [first, second] = [imageOf("docker build on Docker 28"), imageOf(name)];
      expect(first.files.size).toBeGreaterThan(1000);
      // Engines write tar headers in their own ways, so only one and the same gives equal digests.
      const ignored = name.endsWith("28") ? [] : ["layers"];
      expect(imageDifferences(withoutBaseDigest(first), withoutBaseDigest(second), ignored)).toEqual([]);
    },
  );

  test("the label for the source image's digest says what each store says: a classic one knows none", async () => {
    const id = await on28.engine.docker("image", "inspect", "--format", "{{.Id}}", SOURCE);
    for (const [name, image] of images) {
      const digest = name.endsWith("28") ? id.trim() : undefined;
      expect(image.config.config?.Labels?.[BASE_DIGEST]).toBe(digest);
    }
  });

  function imageOf(name: string): Image {
    const image = images.get(name);
    if (image === undefined) throw new Error(`no image by ${name}`);
    return image;
  }
});
