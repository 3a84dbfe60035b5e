import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { provideBaseImage } from "../../harness/base/provide.js";
import { build, type Build } from "../../harness/control.js";
import type { Folder } from "../../harness/control/folder.js";
import { versions } from "../../harness/engine/places.js";
import { startEngine, stopEngine, type Engine } from "../../harness/engine/start.js";
import { imageDifferences } from "../../harness/image/compare.js";
import { readImage, readImageArchive, type Image } from "../../harness/image.js";

const root = process.getuid?.() === 0;
if (!root) console.warn("SKIPPED: these tests need root, since they start Docker daemons");

const instance = "test";
const engines = new Map<string, Engine>();

beforeAll(async () => {
  if (!root) return;
  for (const version of versions) {
    const engine = await startEngine(version, instance);
    engines.set(version, engine);
    await provideBaseImage(engine, "bookworm");
  }
});

afterAll(async () => {
  for (const version of versions) if (engines.has(version)) await stopEngine(version, instance, true);
});

describe.runIf(root).each(versions)("BuildKit within Docker %s", (version) => {
  const engine = (): Engine => engineOf(version);

  test("builds from folders that we serve, and tells of its steps", async () => {
    const text = "FROM debian:bookworm\nCOPY . /in/\nRUN cat /in/a/b; stat -c %s:%a:%Y /in/big\n";
    // The date makes the step new, whatever the engine built before.
    const context = {
      date: String(Date.now()),
      "a/b": "hello\n",
      "a.b": "x",
      "a/c/d": "é",
      big: Buffer.alloc(3_000_000, 7),
    };
    const built = await build(engine().host, dockerfile(text, context));
    expect(built.error).toBeUndefined();
    const step = built.vertices.find((vertex) => vertex.name.includes("RUN"));
    expect(step).toMatchObject({ completed: true, cached: false, error: "" });
    expect(step?.log).toBe("hello\n3000000:644:0\n");
    expect(step?.inputs).toHaveLength(1);
  });

  test("says which steps were cached", async () => {
    const text = "FROM debian:bookworm\nRUN echo cached\n";
    await build(engine().host, dockerfile(text));
    const again = await build(engine().host, dockerfile(text));
    expect(again.vertices.find((vertex) => vertex.name.includes("RUN"))?.cached).toBe(true);
  });

  test("gives a failed step's error and log", async () => {
    const built = await build(engine().host, dockerfile("FROM debian:bookworm\nRUN echo no >&2; exit 3\n"));
    expect(built.error?.message).toContain("exit code: 3");
    const step = built.vertices.find((vertex) => vertex.name.includes("RUN"));
    expect(step?.error).toContain("exit code: 3");
    expect(step?.log).toBe("no\n");
  });

  test("gives the typed details of an error, where the daemon has them", async () => {
    const built = await build(engine().host, dockerfile("FROM debian:bookworm\nFOO x\n"));
    expect(built.error?.message).toMatch(/unknown instruction: FOO/);
    const types = built.error?.details.map((detail) => detail.type) ?? [];
    expect(types.includes("github.com/moby/buildkit/errdefs.Source+json")).toBe(version === "28");
  });

  test("says which folder a build asks for that it was not given", async () => {
    const built = await build(engine().host, { frontend: "dockerfile.v0" });
    expect(built.error?.message).toMatch(/dockerfile/);
  });

  test("puts an image under a name into the store, where readImage finds it", async () => {
    const built = await build(engine().host, {
      ...dockerfile(
        'FROM debian:bookworm\nRUN rm /etc/motd; ln /etc/passwd /etc/twin; chmod 4711 /etc/issue\nCMD ["x"]\n',
      ),
      exporter: { type: "moby", attrs: { name: "docker.io/library/control:test" } },
    });
    expect(built.error).toBeUndefined();
    const image = await readImage(engine(), "control:test", ["etc/debian_version", "no/such/file"]);
    const base = await readImage(engine(), "debian:bookworm");
    expect(image.layers[0]?.diffId).toBe(base.layers[0]?.diffId);
    expect(image.layers).toHaveLength(2);
    expect(image.config.config?.Cmd).toEqual(["x"]);
    expect(image.files.get("etc/issue")).toMatchObject({ type: "file", mode: 0o4711, uid: 0 });
    expect([...image.contents]).toEqual([["etc/debian_version", expect.any(Buffer)]]);
    expect(imageDifferences(base, image, ["mtime", "layers"])).toEqual(
      expect.arrayContaining([
        'config: Cmd: ["bash"] | ["x"]',
        expect.stringMatching(/^\/etc\/issue: mode: 420 \| 2505$/),
        "/etc/twin: only in the second",
      ]),
    );
    expect(image.files.has("etc/motd")).toBe(false);
  });
});

describe.runIf(root)("Two engines", () => {
  test("have the same base image", async () => {
    const [a, b] = await Promise.all(
      versions.map((version) => readImage(engineOf(version), "debian:bookworm")),
    );
    expect(imageDifferences(required(a), required(b))).toEqual([]);
  });

  test("28 gives an OCI archive, which reads like the image in the store", async () => {
    const engine = engineOf("28");
    const asked = dockerfile("FROM debian:bookworm\nRUN echo archive >/archive\n");
    const name = "docker.io/library/archive:test";
    await build(engine.host, { ...asked, exporter: { type: "moby", attrs: { name } } });
    const { output } = await build(engine.host, { ...asked, exporter: { type: "oci" } });
    const [stored, sent] = await Promise.all([readImage(engine, name), readImageArchive(output)]);
    expect(imageDifferences(stored, sent)).toEqual([]);
  });
});

function dockerfile(text: string, context: Folder = {}): Build {
  return { frontend: "dockerfile.v0", local: { dockerfile: { Dockerfile: text }, context } };
}

function engineOf(version: string): Engine {
  const engine = engines.get(version);
  if (engine === undefined) throw new Error(`Docker ${version} was not started`);
  return engine;
}

function required(image: Image | undefined): Image {
  if (image === undefined) throw new Error("no image");
  return image;
}
