import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readImage } from "../../../harness/image.js";
import { Plan } from "../../../src/plan/schema.js";
import { stage, type Stage } from "../stage.js";
import { withOutput } from "./answers.js";
import { pairOf, WHOLE, type Pair } from "./images.js";
import { REFUSES, STARTS, writeStandIn } from "./stand-in.js";

const STATIC = ["LINK static", ...WHOLE];

let on: Stage;
let pair: Pair;

/** A Kontainfile of the pair's source image. */
function from(...lines: readonly string[]): string {
  return [`FROM ${pair.source}`, ...lines, ""].join("\n");
}

beforeAll(async () => {
  on = await stage("28");
  pair = await pairOf(on, "config", ...STATIC);
});

describe("target km", () => {
  const tag = "faktory-test/config-km";
  let monitor: string;

  beforeAll(async () => {
    monitor = await mkdtemp(join(tmpdir(), "faktory-km-"));
    await writeStandIn(monitor);
  });

  afterAll(() => rm(monitor, { recursive: true }));

  test.each([
    ["Entrypoint and Cmd", "", ["show.py", "--name", "two words"]],
    ["Entrypoint alone", 'ENTRYPOINT ["python3", "show.py", "alone"]', ["show.py", "alone"]],
    ["Entrypoint alone, by its path", 'ENTRYPOINT ["/usr/bin/python3", "show.py"]', ["show.py"]],
    ["Cmd alone", 'ENTRYPOINT []\nCMD ["python3", "show.py", "cmd"]', ["show.py", "cmd"]],
    ["shell form", 'ENTRYPOINT []\nCMD python3 show.py "$GREETING" shell', ["show.py", "dobrý den", "shell"]],
  ])("starts the program through KM: %s", async (_, lines, argv) => {
    const kontainfile = from(...STATIC, lines);
    await on.convert({ kontainfile, tag, target: "km", args: ["--build-context", `km=${monitor}`] });
    const ran = await on.run(tag);
    expect(ran).toMatchObject({ code: 0, stderr: STARTS });
    expect(JSON.parse(ran.stdout)).toMatchObject({ argv, cwd: "/srv/show", ids: [1000, 1000] });
  });

  test("the monitor is the named context's, as a layer above the same three trees", async () => {
    const args = ["--build-context", `km=${monitor}`];
    await on.convert({ kontainfile: from(...STATIC), tag, target: "km", args });
    const [plain, image] = [await readImage(on.engine, pair.result), await readImage(on.engine, tag)];
    const ids = image.layers.map(({ diffId }) => diffId);
    expect(ids.slice(0, -1)).toEqual(plain.layers.map(({ diffId }) => diffId));
    expect(image.files.get("opt/kontain/bin/km")).toMatchObject({
      mode: 0o755,
      uid: 0,
      sha256: await sha256(join(monitor, "opt/kontain/bin/km")),
    });
  });

  test("the stand-in of this test refuses a name without a path, as KM does", async () => {
    const ran = await on.run("--entrypoint", "/opt/kontain/bin/km", tag, "python3", "show.py");
    expect(ran).toMatchObject({ code: 127, stderr: STARTS + REFUSES });
  });

  test("without the named context the build fails, and says how to give it", async () => {
    const failed = await on.attempt({ kontainfile: from(), target: "km" });
    expect(failed.code).not.toBe(0);
    expect(failed.stderr).toContain("the target km needs Kontain Monitor in the named context km");
    expect(failed.stderr).toContain("pass --build-context km=DIR, a folder that holds opt/kontain/bin/km");
  });
});

describe("target python.km", () => {
  test("gives the payload of the image and nothing else", async () => {
    const kontainfile = from(...STATIC);
    const image = await readImage(on.engine, pair.result);
    await withOutput(on, { kontainfile, target: "python.km" }, async (folder) => {
      expect(await readdir(folder)).toEqual(["python3.11.2.km"]);
      expect(await sha256(join(folder, "python3.11.2.km"))).toBe(
        image.files.get("usr/bin/python3.11.2.km")?.sha256,
      );
    });
  });

  test("gives the source's interpreter where the link is dynamic", async () => {
    const source = await readImage(on.engine, pair.source);
    await withOutput(on, { kontainfile: from("LINK dynamic"), target: "python.km" }, async (folder) => {
      expect(await readdir(folder)).toEqual(["python3.11.2.km"]);
      expect(await sha256(join(folder, "python3.11.2.km"))).toBe(
        source.files.get("usr/bin/python3.11")?.sha256,
      );
    });
  });
});

describe("target plan", () => {
  test("static: gives plan.json, why.json and link.json, which agree", async () => {
    await withOutput(
      on,
      { kontainfile: from(...STATIC, "DROP _sqlite3"), target: "plan" },
      async (folder) => {
        expect((await readdir(folder)).sort()).toEqual(["link.json", "plan.json", "why.json"]);
        const plan = Plan.parse(await json(folder, "plan.json"));
        expect(plan).toMatchObject({
          python: { implementation: "cpython", version: "3.11.2", prefix: "/usr" },
          origin: { kind: "debian", distribution: "debian", suite: "bookworm", package: "python3.11" },
          interpreter: { path: "/usr/bin/python3.11", km: "/usr/bin/python3.11.2.km" },
          entrypoint: { argv: ["python3", "show.py", "--name", "two words"], program: "/usr/bin/python3" },
          link: { mode: "static", blockers: [] },
          dropped: [{ pattern: "_sqlite3", files: 1 }],
        });
        const linked = plan.modules.filter((module) => module.linked).map(({ name }) => name);
        expect(linked).not.toContain("_sqlite3");
        expect(await json(folder, "link.json")).toEqual({
          format: 1,
          hashes: {},
          library: expect.arrayContaining(["os.py", "encodings/utf_8.py"]) as unknown,
          modules: linked.toSorted(),
          openssl: { folder: "/usr/lib/ssl", major: 3 },
          origin: plan.origin,
          python: { abiflags: "", soabi: "cpython-311-x86_64-linux-gnu", version: "3.11.2" },
          records: [],
        });
        expect(await json(folder, "why.json")).toMatchObject({
          format: 1,
          kept: expect.arrayContaining([
            expect.objectContaining({ path: "/srv/show", layer: "app" }),
            expect.objectContaining({ path: "/usr/lib/python3.11", layer: "runtime" }),
          ]) as unknown,
          dropped: [expect.objectContaining({ why: "DROP _sqlite3" })],
        });
      },
    );
  });

  test("dynamic: there is nothing to link", async () => {
    await withOutput(on, { kontainfile: from("LINK dynamic"), target: "plan" }, async (folder) => {
      const plan = Plan.parse(await json(folder, "plan.json"));
      expect(plan.link).toEqual({ mode: "dynamic", blockers: [] });
      expect((await readdir(folder)).sort()).toEqual(["plan.json", "why.json"]);
    });
  });
});

test("another target is refused with the list of those that are there", async () => {
  const failed = await on.attempt({ kontainfile: from(), target: "report" });
  expect(failed.code).not.toBe(0);
  expect(failed.stderr).toContain("--target cannot be 'report'");
  expect(failed.stderr).toContain("targets: krun, km, python.km, plan, toolchain, relinked");
});

async function sha256(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

async function json(folder: string, name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, name), "utf8"));
}
