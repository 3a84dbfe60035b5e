import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerOf } from "../results/answers.js";
import { TWINS, withSources } from "../results/twins.js";
import { stage, type Stage } from "../stage.js";
import { failureOf } from "./failure.js";
import { stepsOf } from "./raw-progress.js";

const KONTAINFILE = "FROM faktory-test/relink\nLINK static\n";
let on: Stage;
let source: string;
/** What the target relinked gave. */
let folder: string;

beforeAll(async () => {
  on = await stage("28");
  source = await on.sourceImage("faktory-test/relink", TWINS);
  folder = await mkdtemp(join(tmpdir(), "faktory-relinked-"));
  const output = ["--output", `type=local,dest=${folder}`];
  await withSources(on, TWINS, (context) =>
    on.convert({ kontainfile: KONTAINFILE, target: "relinked", args: [...context, ...output] }),
  );
});

afterAll(() => rm(folder, { recursive: true }));

test("the target relinked gives the records of every distribution, by name and version", async () => {
  expect((await readdir(folder)).sort()).toEqual(["left", "markupsafe", "right"]);
  expect(await readdir(join(folder, "left"))).toEqual(["1.0"]);
  expect(await recordsOf("left/1.0")).toMatchObject({
    format: 1,
    distribution: "left",
    version: "1.0",
    soabi: "cpython-311-x86_64-linux-gnu",
    failed: null,
    source: { kind: "sources", file: "left-1.0.tar.gz" },
  });
});

test("as the named context relinked they take the place of the builds, and need no sources", async () => {
  const tag = "faktory-test/relink-given";
  const args = ["--progress=rawjson", "--build-context", `relinked=${folder}`];
  const steps = stepsOf((await on.convert({ kontainfile: KONTAINFILE, tag, args })).stderr);
  expect([...steps.keys()].filter((name) => name.startsWith("[relink]"))).toEqual([]);
  expect([...steps.keys()]).toContain("[internal] left 1.0, relinked before");
  expect(await answerOf(on, tag)).toEqual(await answerOf(on, source));
});

test("records for another Python are refused, and named", async () => {
  const path = join(folder, "left/1.0/records.json");
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace('"soabi": "cpython-311-', '"soabi": "cpython-312-'));
  const args = ["--build-context", `relinked=${folder}`];
  const { message, pointedAt } = failureOf(await on.attempt({ kontainfile: KONTAINFILE, args }));
  await writeFile(path, text);
  expect(message)
    .toBe(`LINK static: python.km cannot contain left 1.0: the records are for the Python of cpython-312-x86_64-linux-gnu, and the image's is of cpython-311-x86_64-linux-gnu
  --> Kontainfile:3
  3 | LINK static
    |      ^^^^^^
  hint: bring its source as --build-context sources=DIR, leave out what the program does not need (DROP left._core left._shapes), or say LINK auto or LINK dynamic`);
  expect(pointedAt).toEqual(["Kontainfile:3 LINK static"]);
});

async function recordsOf(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, path, "records.json"), "utf8"));
}
