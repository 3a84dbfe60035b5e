import { beforeAll, describe, expect, test } from "vitest";
import { readImage, type Image } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { fixture, pairOf, WHOLE } from "./images.js";

const FIRST = " (KONTAIN_HINTS=0 turns these hints off)\n";
const SITE = "usr/local/lib/python3.11/dist-packages";

/** Goes without the module that it misses, as programs do. */
const MISSES_A_MODULE = `
import json
for _ in range(2):
    try:
        import shop.parts.answer
    except ImportError as error:
        print(json.dumps(str(error)))`;
const BODY = "\"No module named 'shop.parts'\"\n".repeat(2);
const SAID =
  "kontain: the module shop.parts (/app/shop/parts) stood in the source image, and was left out by DROP shop.parts: " +
  "take that out of the Kontainfile to have it back";

describe.each(["static", "dynamic"] as const)("what a %s result lacks", (link) => {
  const tag = `faktory-test/hints-${link}`;
  let on: Stage;
  let source: string;
  let image: Image;

  beforeAll(async () => {
    on = await stage("28");
    source = await on.sourceImage("faktory-test/library", fixture("library"));
    const lines = [`LINK ${link}`, ...WHOLE, "DROP shop.parts /app/report.py"];
    await on.convert({ kontainfile: [`FROM ${source}`, ...lines, ""].join("\n"), tag });
    image = await readImage(on.engine, tag);
  });

  test("of modules is said once, with the line that took it, where the program cannot do without", async () => {
    const failed = await on.run(tag, "python3", "-c", `${MISSES_A_MODULE}\nimport shop.parts`);
    expect(failed).toMatchObject({ code: 1, stdout: BODY });
    expect(failed.stderr).toMatch(
      /^Traceback [^]*\nModuleNotFoundError: No module named 'shop\.parts'\nkontain: .*\n$/,
    );
    expect(failed.stderr).toContain(SAID + FIRST);
  });

  test("by DROP is not said where the program goes on without", async () => {
    expect(await on.run(tag, "python3", "-c", MISSES_A_MODULE)).toEqual({
      code: 0,
      stdout: BODY,
      stderr: "",
    });
  });

  test("is not said where KONTAIN_HINTS is 0", async () => {
    const failed = await on.run("--env", "KONTAIN_HINTS=0", tag, "python3", "-c", "import shop.parts");
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stderr).not.toContain("kontain:");
  });

  test("of files is said after the traceback", async () => {
    const failed = await on.run(tag, "python3", "-I", "-c", "open('report.py')");
    expect(failed).toMatchObject({ code: 1, stdout: "" });
    expect(failed.stderr).toMatch(/^Traceback [^]*\nFileNotFoundError: .*: 'report.py'\nkontain: .*\n$/);
    expect(failed.stderr).toContain(
      "kontain: /app/report.py stood in the source image, and was left out by DROP /app/report.py: " +
        `take that out of the Kontainfile to have it back${FIRST}`,
    );
  });

  test("because nothing names it comes with its KEEP line", async () => {
    const { stderr } = await on.run(tag, "python3", "-c", "open('/opt/outside/kept.txt')");
    expect(stderr).toContain(
      "kontain: /opt/outside/kept.txt is in /opt/outside, which stood in the source image, and was left out: " +
        `add KEEP /opt/outside to the Kontainfile to have it back${FIRST}`,
    );
  });

  test("is said to who reads the log of a server", async () => {
    const code = `
import logging
try:
    open("/opt/outside")
except OSError:
    logging.exception("request failed")`;
    expect((await on.run(tag, "python3", "-c", code)).stderr).toMatch(
      /^kontain: \/opt\/outside stood [^]*\nERROR:root:request failed\n/,
    );
  });

  test("is not said where the source image lacks it too", async () => {
    const code = "import importlib.util; print([importlib.util.find_spec(n) for n in ('shops', 'winreg')])";
    expect(await on.run(tag, "python3", "-c", code)).toEqual({
      code: 0,
      stdout: "[None, None]\n",
      stderr: "",
    });
  });

  test("stands in the application's layer, as root's and of time 0", () => {
    const added = image.layers.map(({ files }) =>
      files.filter(({ path }) => path.startsWith(`${SITE}/kontain_hints`)),
    );
    expect(added.slice(0, -1).flat()).toEqual([]);
    const files = added.at(-1) ?? [];
    expect(files.map(({ path }) => path)).toContain(`${SITE}/kontain_hints/absent`);
    for (const file of files) expect(file).toMatchObject({ uid: 0, gid: 0, mtime: 0 });
  });

  const program = "try: import shop.parts\nexcept ImportError: pass\nprint('body')";

  test.each(["CHECK imports", `CHECK ${JSON.stringify(["python3", "-c", program])}`])(
    "is no difference to a check: %j",
    async (check) => {
      const lines = [`LINK ${link}`, "PRUNE none", "DROP shop.parts", check];
      const built = await on.attempt({ kontainfile: [`FROM ${source}`, ...lines, ""].join("\n") });
      expect(built).toMatchObject({ code: 0 });
      expect(built.stderr).not.toContain("kontain_hints");
    },
  );
});

describe("a result from which nothing was left out", () => {
  test("holds nothing of it", async () => {
    const on = await stage("28");
    const { result } = await pairOf(on, "library", "LINK static", ...WHOLE);
    const { files } = await readImage(on.engine, result);
    expect([...files.keys()].filter((path) => path.includes("kontain_hints"))).toEqual([]);
  });
});
