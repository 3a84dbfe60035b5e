import { beforeAll, describe, expect, test } from "vitest";
import { readImage, type Image } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { answerOf, pageOf } from "./answers.js";
import { elfFiles, readWhole, resolve } from "./contents.js";
import { readElf } from "./elf.js";
import { FLASK, flaskSource, flaskStatic } from "./images.js";

const KM = "usr/bin/python3.11.2.km";
/** Says whether MarkupSafe's C module is in use. */
const SPEED_UP = "import json, markupsafe; print(json.dumps(markupsafe.escape.__module__))";

describe.each(["28", "20"] as const)("the example's Kontainfile.static on Docker %s", (version) => {
  let on: Stage;
  let source: string;
  let result: string;
  let image: Image;

  beforeAll(async () => {
    on = await stage(version);
    source = await flaskSource(on);
    result = await flaskStatic(on);
    image = await readWhole(on, result);
  });

  test("python3.11.2.km is a statically linked ET_EXEC for x86-64", () => {
    expect(readElf(image.contents.get(KM) ?? Buffer.alloc(0))).toEqual({
      type: "ET_EXEC",
      machine: "x86-64",
      loader: undefined,
      dynamic: false,
      needed: [],
      runPath: [],
    });
  });

  test("the image holds no other ELF file", () => {
    expect([...elfFiles(image).keys()]).toEqual([KM]);
  });

  test("the image holds no shell, no libpython and no ld.so, not even as a link", () => {
    const names = [...image.files.keys()].map((path) => path.slice(path.lastIndexOf("/") + 1));
    expect(
      names.filter((name) => /^((ba|da|z|k|a)?sh|busybox|libpython.*\.(so|a).*|ld[-.].*\.so.*)$/.test(name)),
    ).toEqual([]);
  });

  test("there is a layer each for the runtime, the packages and the application", () => {
    const holding = (path: string): number[] =>
      image.layers.flatMap(({ files }, index) => (files.some((file) => file.path === path) ? [index] : []));
    expect(image.layers).toHaveLength(3);
    expect(holding("usr/lib/python3.11/os.py")).toEqual([0]);
    expect(holding("usr/lib/python3/dist-packages/flask/app.py")).toEqual([1]);
    expect(holding("app/app.py")).toEqual([2]);
  });

  test("every path that was the interpreter leads to python3.11.2.km", () => {
    const ways = ["usr/bin/python3", "usr/bin/python3.11", "bin/python3"];
    expect(ways.map((path) => resolve(image, path))).toEqual(ways.map(() => KM));
  });

  test("GET / gives the body that the source gives", async () => {
    const body = await pageOf(on, source);
    expect(body).toMatch(/^200 [^]*SQLite says 42, and this is Python 3\.11\.2\./);
    expect(await pageOf(on, result)).toBe(body);
  });

  test("a page that is not there gives the source's 404", async () => {
    const body = await pageOf(on, source, "/nothing");
    expect(body).toMatch(/^404 /);
    expect(await pageOf(on, result, "/nothing")).toBe(body);
  });
});

describe.each(["28", "20"] as const)("the example's two-line Kontainfile on Docker %s", (version) => {
  const result = "faktory-test/flask-two-line";
  let on: Stage;
  let log: string;
  let image: Image;

  beforeAll(async () => {
    on = await stage(version);
    await flaskSource(on);
    const kontainfile = { file: `${FLASK}/Kontainfile` };
    log = (await on.convert({ kontainfile, context: FLASK, tag: result })).stderr;
    image = await readWhole(on, result);
  });

  test("is static, with a C module of a distribution in it, and warns of nothing dynamic", () => {
    expect(image.config.config?.Labels).toMatchObject({ "app.kontain.link": "static" });
    expect([...elfFiles(image).keys()]).toEqual([KM]);
    expect(log).not.toContain("dynamic");
  });

  test("runs the speed-up, and GET / gives the source's body", async () => {
    expect(await answerOf(on, result, "python3", "-c", SPEED_UP)).toBe("markupsafe._speedups");
    expect(await pageOf(on, result)).toBe(await pageOf(on, "my/flask-app"));
  });

  test("hands on the licences of the libraries that are linked in", () => {
    const copyright = image.contents.get("usr/share/doc/python.km/copyright")?.toString() ?? "";
    expect(copyright).toMatch(
      /^python 3\.11\.2-\S+: [^]*^libssl-dev 3\.\S+: Apache-2\.0\b[^]*^zlib1g-dev \S+: Zlib$/m,
    );
  });
});

describe("the example with LINK dynamic", () => {
  const result = "faktory-test/flask-dynamic";
  let on: Stage;
  let log: string;
  let image: Image;

  beforeAll(async () => {
    on = await stage("28");
    await flaskSource(on);
    const kontainfile = "FROM my/flask-app\nLINK dynamic\n";
    log = (await on.convert({ kontainfile, tag: result, args: ["--no-cache-filter=image"] })).stderr;
    image = await readWhole(on, result);
  });

  test("is as it was asked for: nothing is relinked, and nothing is warned of", () => {
    expect(log).not.toMatch(/\[(toolchain|relink|link)\] /);
    expect(log).not.toContain("LINK auto chose");
  });

  test("is labelled dynamic", () => {
    expect(image.config.config?.Labels).toMatchObject({ "app.kontain.link": "dynamic" });
  });

  test("python3.11.2.km is the source's interpreter, PT_INTERP kept", async () => {
    const original = await readImage(on.engine, "my/flask-app");
    expect(image.files.get(KM)?.sha256).toBe(original.files.get("usr/bin/python3.11")?.sha256);
    const { loader } = readElf(image.contents.get(KM) ?? Buffer.alloc(0));
    expect(loader).toBe("/lib64/ld-linux-x86-64.so.2");
  });

  test("the loader and every library that any ELF file needs are in the image", () => {
    const elves = elfFiles(image);
    expect(elves.size).toBeGreaterThan(20);
    const libraries = new Set([...image.files.keys()].map((path) => path.slice(path.lastIndexOf("/") + 1)));
    const missing = [...elves].flatMap(([path, { loader, needed }]) => [
      ...needed.filter((name) => !libraries.has(name)).map((name) => `${path} needs ${name}`),
      ...(loader === undefined || resolve(image, loader) !== undefined ? [] : [`${path} needs ${loader}`]),
    ]);
    expect(missing).toEqual([]);
  });

  test("every C module and library loads", async () => {
    // ld.so itself follows what the closure has to hold.
    const modules = [...image.files.keys()].filter((path) => /\.cpython-311.*\.so$/.test(path));
    expect(modules.length).toBeGreaterThan(20);
    const code = `
import ctypes, json, sys
failures = {}
for path in sys.argv[1:]:
    try: ctypes.CDLL("/" + path)
    except OSError as error: failures[path] = str(error)
print(json.dumps(failures))`;
    expect(await answerOf(on, result, "python3", "-c", code, ...modules)).toEqual({});
  });

  test("runs the speed-up, and GET / gives the source's body", async () => {
    expect(await answerOf(on, result, "python3", "-c", SPEED_UP)).toBe("markupsafe._speedups");
    expect(await pageOf(on, result)).toBe(await pageOf(on, "my/flask-app"));
  });
});
