import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { provideBaseImage } from "../../../harness/base/provide.js";
import { readImage, type Image } from "../../../harness/image.js";
import { ROOT, stage, type Stage } from "../stage.js";
import { failureOf } from "./failure.js";

const FIXTURES = join(ROOT, "test/integration/fixtures/builds");
const OLD = "faktory-test/old-revision";
let on: Stage;

beforeAll(async () => {
  on = await stage("28");
  await on.sourceImage(OLD, join(FIXTURES, "old-revision"));
});

describe("a Python of which the archive has no revision at all", () => {
  test("is an error that names it, at the line of FROM, and the log says what there is", async () => {
    await provideBaseImage(on.engine, "trixie");
    const name = await lost("trixie");
    const failed = await on.attempt({ kontainfile: `FROM ${name}\nLINK static\n` });
    const { message, pointedAt } = failureOf(failed);
    expect(message)
      .toBe(`there is no toolchain for Python 3.11.2 (debian trixie, 3.11.2-6+deb12u999): the distribution has it no more
  --> Kontainfile:2
  2 | FROM ${name}
    |      ${"^".repeat(name.length)}
  hint: the log of the toolchain step names the versions that it has; update the source image, or say LINK dynamic`);
    expect(pointedAt).toEqual([`Kontainfile:2 FROM ${name}`]);
    expect(failed.stderr).toContain(
      "python3.11 3.11.2-6+deb12u999 is not in debian's archive, and the index of trixie has none",
    );
  });

  test("of a release without a base image is an error that names that image", async () => {
    const name = await lost("duke");
    const { message, pointedAt } = failureOf(
      await on.attempt({ kontainfile: `FROM ${name}\nLINK static\n` }),
    );
    expect(message).toMatch(/^the toolchain's base image docker\.io\/library\/debian:duke cannot be had: /);
    expect(message).toMatch(/\n {2}hint: pull it first, or say LINK dynamic, which needs no toolchain$/);
    expect(pointedAt).toEqual([`Kontainfile:2 FROM ${name}`]);
  });

  async function lost(codename: string): Promise<string> {
    const name = `faktory-test/lost-${codename}`;
    const args = ["--build-arg", `CODENAME=${codename}`];
    return on.sourceImage(name, join(FIXTURES, "lost-version"), ...args);
  }
});

describe("a Python whose revision the archive has no more", () => {
  const tag = `${OLD}-kontain`;
  let log: string;
  let image: Image;

  beforeAll(async () => {
    log = (await on.convert({ kontainfile: `FROM ${OLD}\nLINK static\n`, tag })).stderr;
    image = await readImage(on.engine, tag);
  });

  test("is linked from the suite's own, with a warning that names both", () => {
    expect(log).toMatch(
      /python3\.11 3\.11\.2-6\+deb12u999 is no longer in the archive: python\.km and its standard library are those of 3\.11\.2-6\+deb12u\d+\b/,
    );
  });

  test("has the standard library of that revision, which this image's files really are", async () => {
    const source = await readImage(on.engine, OLD);
    const library = (of: Image): (string | undefined)[] =>
      ["os.py", "site.py", "codecs.py"].map((name) => of.files.get(`usr/lib/python3.11/${name}`)?.sha256);
    expect(library(image)).toEqual(library(source));
  });

  test("has of that library no more than the program needs", () => {
    expect([...image.files.keys()]).not.toContain("usr/lib/python3.11/ssl.py");
  });

  test("runs", async () => {
    const { stdout, code } = await on.run(tag);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^3\.11\.2 \(main, /);
  });
});
