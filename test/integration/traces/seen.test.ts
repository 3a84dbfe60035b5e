import { beforeAll, describe, expect, test } from "vitest";
import type { Finished } from "../../../harness/command.js";
import { readImage } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { prices, traceLog } from "./prices.js";

/** The image's own files below /srv, and links. */
async function srvOf(on: Stage, name: string): Promise<readonly string[]> {
  const { files } = await readImage(on.engine, name, []);
  return [...files].flatMap(([path, { type }]) =>
    path.startsWith("srv/") && type !== "directory" ? [path] : [],
  );
}

describe.each(["28", "20"] as const)("what a trace saw stays, Docker %s", (version) => {
  let on: Stage;
  let built: Finished;

  beforeAll(async () => {
    on = await stage(version);
    built = await prices(
      on,
      ["LINK dynamic", "TRACE --http=GET:/ --http=GET:/tax", "TRACE python3 children.py"],
      { name: "seen" },
    );
  });

  test("the build succeeds, and its log shows the answers and the output", () => {
    expect(built).toMatchObject({ code: 0 });
    const log = traceLog(built);
    expect(log).toMatch(/^ {2}GET \/ gives 200, 3 bytes \(/m);
    expect(log).toMatch(/^ {2}GET \/tax gives 200, 3 bytes \(/m);
    expect(log).toContain("  stdout:\n    uid 1000\n    child\n    hel\n    again\n");
    expect(log).toMatch(/^ {2}\d+ modules, \d+ files, \d+ listed folders?, \d+ programs?; Python 3\.11\.2$/m);
  });

  test("files of no kept folder, by a link, by killed children and by a python that becomes another", async () => {
    expect(await srvOf(on, "faktory-test/prices-seen")).toEqual([
      "srv/plugins/tax.py",
      "srv/prices",
      "srv/prices-1/today.txt",
      "srv/words/again.txt",
      "srv/words/child.txt",
    ]);
  });

  test("what nothing else had kept is told", () => {
    expect(built.stderr).toMatch(
      /TRACE line 4: \d+ modules, \d+ other files?, 0 programs; kept for it alone: .*\/srv\/plugins\/tax\.py.*\/srv\/prices-1\/today\.txt/,
    );
    expect(built.stderr).toMatch(
      /TRACE line 5: \d+ modules, \d+ other files?, \d programs; kept for it alone: /,
    );
  });

  test("the program reads them, and the programs that it started are there", async () => {
    // The shell's `head` opens its file by itself, which no python sees.
    const ran = await on.run("faktory-test/prices-seen", "python3", "children.py");
    expect(ran.stdout).toBe("uid 1000\nchild\n\nagain\n");
    expect(ran.stderr).toContain("head: cannot open '/srv/words/hello.txt'");
  });
});

test("a static image has no library for it, and why.json has the line as the reason", async () => {
  const on = await stage("28");
  const lines = ["LINK static", "TRACE python3 children.py"];
  expect(await prices(on, lines, { name: "plan", target: "plan" })).toMatchObject({ code: 0 });
  const { contents } = await readImage(on.engine, "faktory-test/prices-plan", ["plan.json", "why.json"]);
  const read = (name: string): unknown => JSON.parse(contents.get(name)?.toString() ?? "");
  expect(read("plan.json")).toMatchObject({ link: { mode: "static", blockers: [] } });
  const row = {
    path: "/srv/words/again.txt",
    layer: "app",
    why: ["TRACE line 4 opened it"],
    from: null,
    line: null,
  };
  expect(read("why.json")).toMatchObject({ kept: expect.arrayContaining([row]) as unknown });
});

test("DROP wins over what was seen, and it is said", async () => {
  const on = await stage("28");
  const built = await prices(on, ["LINK dynamic", "DROP /srv/words/child.txt", "TRACE python3 children.py"], {
    name: "drop",
  });
  expect(built).toMatchObject({ code: 0 });
  expect(await srvOf(on, "faktory-test/prices-drop")).toEqual(["srv/words/again.txt"]);
  expect(built.stderr).toContain("DROP leaves out what TRACE line 5 opened: /srv/words/child.txt");
});

test("a changed KEEP does not trace anew", async () => {
  const on = await stage("28");
  const lines = ["LINK dynamic", "TRACE python3 children.py"];
  expect(await prices(on, lines, { name: "again" })).toMatchObject({ code: 0 });
  const built = await prices(on, ["KEEP /srv/words/bye.txt", ...lines], { name: "again" });
  expect(built.stderr).toMatch(/^#(\d+) \[trace\] [^]*^#\1 CACHED$/m);
  expect(await srvOf(on, "faktory-test/prices-again")).toContain("srv/words/bye.txt");
});
