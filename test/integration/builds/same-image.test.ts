import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { imageDifferences } from "../../../harness/image/compare.js";
import { readImage, type Image } from "../../../harness/image.js";
import { ROOT, stage, type Stage } from "../stage.js";
import { BASE_DIGEST, withoutBaseDigest } from "./base-digest.js";
import { carry } from "./carry.js";
import { gatewayBuild } from "./gateway-build.js";

const FLASK = join(ROOT, "examples/flask");
const SOURCE = "my/flask-app";

describe.each(["Kontainfile.static", "Kontainfile"])("the example's %s gives the same image", (filename) => {
  const images = new Map<string, Image>();
  let on20: Stage;
  let on28: Stage;

  beforeAll(async () => {
    [on28, on20] = [await stage("28"), await stage("20")];
    await on28.sourceImage(SOURCE, FLASK);
    await carry(on28.engine, on20.engine, SOURCE);
    for (const [name, on] of [
      ["Docker 28", on28],
      ["Docker 20.10", on20],
    ] as const) {
      const tag = `faktory-test/same-${filename.toLowerCase()}`;
      await on.convert({ kontainfile: { file: join(FLASK, filename) }, context: FLASK, tag });
      images.set(`docker build on ${name}`, await readImage(on.engine, tag));
      await gatewayBuild(on, { folder: FLASK, filename, tag: `${tag}-gateway` });
      images.set(`gateway.v0 on ${name}`, await readImage(on.engine, `${tag}-gateway`));
    }
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
