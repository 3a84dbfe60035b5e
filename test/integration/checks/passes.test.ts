import { beforeAll, describe, expect, test } from "vitest";
import type { Finished } from "../../../harness/command.js";
import { stage } from "../stage.js";
import { checkLog, shop } from "./shop.js";

describe.each(["28", "20"] as const)("a result that does what the source does, Docker %s", (version) => {
  describe("by CHECK imports", () => {
    let built: Finished;
    let log: string;

    beforeAll(async () => {
      built = await shop(await stage(version), "CHECK imports");
      log = checkLog(built);
    });

    test("is built, though a module of it needs its database", () => {
      expect(built).toMatchObject({ code: 0 });
      expect(log).toContain("  not asked of the result: needs_database: gaierror: ");
    });

    test("starts with the same version, search path, prefixes and flags", () => {
      expect(log).toMatch(/^\/usr\/bin\/python3 starts: Python 3\.11\.2 \(\d/m);
      expect(log).toMatch(
        /^python\.km starts: Python 3\.11\.2, with the same search path, prefixes and flags \(/m,
      );
    });

    test("imports all modules that the source imports", () => {
      const [, asked, good, all] =
        /^(\d+) of \d+ modules that stay import[^]*?^(\d+) of (\d+) modules import/m.exec(log) ?? [];
      expect(Number(asked)).toBeGreaterThan(200);
      expect([good, all]).toEqual([asked, asked]);
    });
  });

  test("CHECK command: with the same output and the same exit code, as the image's user", async () => {
    const built = await shop(await stage(version), 'CHECK ["python3", "tell.py", "/app/serve.py"]');
    const log = checkLog(built);
    expect(built).toMatchObject({ code: 0 });
    expect(log).toContain(
      "  stdout:\n    uid 54321 in /app\n    /app/serve.py is there\n  stderr:\n    done\n  exit code 3 (",
    );
    expect(log).toContain("  the same: exit code 3, 41 bytes of stdout, 5 of stderr (");
  });

  test("CHECK --http: the page that is the same each time is the same in the result", async () => {
    const built = await shop(await stage(version), "CHECK --http=GET:/");
    expect(built).toMatchObject({ code: 0 });
    expect(checkLog(built)).toMatch(/^ {2}listens at port 8000 after \d\.\d\d s$/m);
    // Twice of one start, once of another.
    expect(checkLog(built)).toMatch(/^ {2}GET \/ gives(?: 200 text\/html, 60 bytes \([\d.]+ s\),?){3}$/m);
    expect(checkLog(built)).toMatch(/^ {2}GET \/: the same 60 bytes \(/m);
  });

  test("CHECK --http: a page with a token, a clock and a process in it is held to its stable parts", async () => {
    const built = await shop(
      await stage(version),
      "CHECK --http=GET:/fresh --port=8002 python3 serve.py 8002",
    );
    expect(built).toMatchObject({ code: 0 });
    expect(checkLog(built)).toMatch(
      /^ {2}GET \/fresh: the source's answers differ among themselves; \d+ of \d+ bytes are stable \(/m,
    );
  });
});
