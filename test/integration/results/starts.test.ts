import { beforeAll, describe, expect, test } from "vitest";
import { readImage } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { answerOf } from "./answers.js";
import { elfFiles, readWhole } from "./contents.js";
import { pairOf, WHOLE, type Pair } from "./images.js";

let on: Stage;

beforeAll(async () => {
  on = await stage("28");
});

describe("a virtual environment made with python3 -m venv", () => {
  let pair: Pair;

  beforeAll(async () => {
    pair = await pairOf(on, "venv", "LINK static", ...WHOLE);
  });

  test("is static, with one ELF file outside the environment", async () => {
    expect([...elfFiles(await readWhole(on, pair.result)).keys()]).toEqual(["usr/bin/python3.11.2.km"]);
  });

  test.each([
    ["its command", []],
    ["python in PATH", ["python", "main.py"]],
    ["python3 by its path", ["/app/.venv/bin/python3", "main.py"]],
    ["python3.11 by its path", ["/app/.venv/bin/python3.11", "-u", "/app/main.py"]],
  ])("sys, site and sysconfig say what they say in the source: %s", async (_, argv) => {
    const source = await answerOf(on, pair.source, ...argv);
    expect(source).toMatchObject({
      greeting: "hello from the environment",
      prefix: "/app/.venv",
      base_prefix: "/usr",
    });
    expect(await answerOf(on, pair.result, ...argv)).toEqual(source);
  });

  test("the one thing that differs is private: where the links of the environment's python end", async () => {
    const code = "import json, sys; print(json.dumps(sys._base_executable))";
    expect(await answerOf(on, pair.source, "python", "-c", code)).toBe("/usr/bin/python3.11");
    expect(await answerOf(on, pair.result, "python", "-c", code)).toBe("/usr/bin/python3.11.2.km");
  });

  test("a console script of the environment starts", async () => {
    const [source, result] = [
      await on.run(pair.source, "pip", "--version"),
      await on.run(pair.result, "pip", "--version"),
    ];
    expect(source.stdout).toMatch(/^pip [\d.]+ from \/app\/\.venv\/lib\/python3\.11\/site-packages\/pip /);
    expect(result).toEqual(source);
  });

  test("the system's python beside it does not see the environment", async () => {
    const failed = await on.run(pair.result, "/usr/bin/python3", "main.py");
    expect(failed.stderr).toContain("ModuleNotFoundError: No module named 'greeting'");
  });
});

describe("a command in shell form", () => {
  const tag = "faktory-test/config-shell";
  let pair: Pair;
  let log: string;

  beforeAll(async () => {
    pair = await pairOf(on, "config", "LINK static", ...WHOLE);
    const kontainfile = `FROM ${pair.source}
LINK static
ENTRYPOINT []
CMD cd /srv && python3 show/show.py "$GREETING" "$(echo made by the shell)"
`;
    log = (await on.convert({ kontainfile, tag })).stderr;
  });

  test("starts through the source's shell, as the source's user", async () => {
    expect(await answerOf(on, tag)).toMatchObject({
      argv: ["show/show.py", "dobrý den", "made by the shell"],
      cwd: "/srv",
      ids: [1000, 1000],
    });
  });

  test("keeps the shell, and the build says so", async () => {
    const image = await readImage(on.engine, tag);
    expect(image.files.has("usr/bin/dash")).toBe(true);
    expect(log).toMatch(/\/bin\/sh/);
  });

  test("the same image without the shell form has no shell", async () => {
    const image = await readImage(on.engine, pair.result);
    expect([...image.files.keys()].filter((path) => /\/(da|ba)?sh$/.test(path))).toEqual([]);
  });
});

describe("a user that is not root", () => {
  test("runs the program as that user, by name, by number, and by one that has no name", async () => {
    const pair = await pairOf(on, "config", "LINK static", ...WHOLE);
    for (const [user, ids] of [
      ["worker", [1000, 1000]],
      ["1000", [1000, 1000]],
      ["4321:1234", [4321, 1234]],
    ] as const) {
      expect(await answerOf(on, "--user", user, pair.result)).toMatchObject({ ids });
    }
  });
});
