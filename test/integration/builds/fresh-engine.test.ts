import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finished } from "../../../harness/command.js";
import type { Engine } from "../../../harness/engine/start.js";
import { ROOT, stage } from "../stage.js";
import { failureOf } from "./failure.js";
import { endFreshEngine, startFreshEngine } from "./fresh-engine.js";
import { stepsOf } from "./raw-progress.js";

const FLASK = join(ROOT, "examples/flask");
const KONTAINFILE = join(FLASK, "Kontainfile.static");
const FIXTURES = join(ROOT, "test/integration/fixtures/builds");
/** The execs and copies of a build; what is left are the sources, and mkfiles of our own programs. */
const WORK = /^\[(?:analyze|toolchain|link|check|image)\] |^\[internal\] link manifest$/;

describe("a Docker 28 that never built anything", () => {
  let fresh: Engine;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "faktory-cache-"));
    const on = await stage("28");
    await on.sourceImage("my/flask-app", FLASK);
    const args = [`--cache-to=type=local,dest=${folder},mode=max`];
    await on.convert({ kontainfile: { file: KONTAINFILE }, context: FLASK, args });
    fresh = await startFreshEngine(on, "my/flask-app");
  });

  afterAll(async () => {
    await endFreshEngine();
    await rm(folder, { recursive: true, force: true });
  });

  describe("with --cache-from (local), after --cache-to (local, mode=max) elsewhere", () => {
    let steps: ReadonlyMap<string, "cached" | "ran">;

    beforeAll(async () => {
      const built = await convert("--progress=rawjson", `--cache-from=type=local,src=${folder}`);
      expect(built).toMatchObject({ code: 0 });
      steps = stepsOf(built.stderr);
    });

    test("runs no exec and no copy again", () => {
      expect([...steps].filter(([name, fate]) => WORK.test(name) && fate === "ran")).toEqual([]);
    });

    test.each(["runtime", "packages", "app"])("takes the %s layer from the cache", (layer) => {
      expect(steps.get(`[image] ${layer} layer`)).toBe("cached");
    });
  });

  describe("where the compiler fails", () => {
    let failed: Finished;

    beforeAll(async () => {
      await fresh.docker("build", "--quiet", "--tag", "debian:bookworm", join(FIXTURES, "broken-compiler"));
      failed = await convert("--progress=plain");
    });

    test("shows the compiler's own message, and what failed", () => {
      expect(failed.stderr).toMatch(/fatal error: error writing to \/tmp\/cc1\.s: No space left on device\n/);
      expect(failed.stderr).toMatch(/toolchain-failed: gcc failed while compiling \S+ \(exit 1\)\n/);
    });

    test("points at FROM, whose Python asks for the toolchain", () => {
      const { message, pointedAt } = failureOf(failed);
      expect(message).toMatch(
        /^process "\/bin\/sh \/faktory\/toolchain\/debian\.sh debian bookworm python3\.11 .*" did not complete successfully: exit code: 1$/,
      );
      expect(pointedAt).toEqual(["Kontainfile.static:2 FROM my/flask-app"]);
    });
  });

  async function convert(...args: readonly string[]): Promise<Finished> {
    return fresh.attempt(["build", ...args, "--tag", "faktory-test/fresh", "--file", KONTAINFILE, FLASK]);
  }
});
