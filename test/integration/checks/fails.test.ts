import { expect, test } from "vitest";
import { failureOf } from "../builds/failure.js";
import { stage } from "../stage.js";
import { checkLog, shop } from "./shop.js";

const DIFFERS = /^the Kontain image does not do what the source image does\n/;

test.each(["28", "20"] as const)(
  "a module that DROP takes from a package is named, with the KEEP line that brings it, Docker %s",
  async (version) => {
    const built = await shop(await stage(version), "DROP shop.parts.answer", "CHECK imports");
    const log = checkLog(built);
    expect(log).toMatch(
      /^ {2}import shop\n {4}source: imports\n {4}result: ImportError: cannot import name 'answer' from 'shop\.parts'/m,
    );
    expect(log).toContain(
      "the source has /app/shop/parts/answer.py, the result does not; this line brings it: KEEP shop.parts.answer " +
        "(once DROP shop.parts.answer is gone, which wins over it)\n",
    );
    expect(failureOf(built).message).toMatch(DIFFERS);
    if (version === "28") expect(failureOf(built).pointedAt).toEqual(["Kontainfile:6 CHECK imports"]);
  },
);

test("without CHECK the imports are checked, and FROM is blamed", async () => {
  const { message, pointedAt } = failureOf(await shop(await stage("28"), "DROP shop.parts.answer"));
  expect(message).toMatch(DIFFERS);
  expect(message).toMatch(/; with CHECK none it is built unchecked$/);
  expect(pointedAt).toEqual(["Kontainfile:2 FROM faktory-test/shop"]);
});

test("a standard library without what DROP names is what was asked for", async () => {
  const built = await shop(await stage("28"), "DROP _sqlite3", "CHECK imports");
  expect(built).toMatchObject({ code: 0 });
  expect(checkLog(built)).toContain(
    "  sqlite3 does not import, since DROP _sqlite3 leaves out what it needs\n",
  );
});

test("output that differs is shown of both, and the CHECK line is blamed", async () => {
  const built = await shop(
    await stage("28"),
    'CHECK ["true"]',
    "CHECK python3 tell.py /srv/prices/today.txt",
  );
  // Not `true` but the first of the two is missing: the result has no programs beside python.km.
  const log = checkLog(built);
  expect(log).toContain(
    "  stdout of the source:\n    uid 54321 in /app\n    /srv/prices/today.txt is there\n",
  );
  expect(log).toContain(
    "  stdout of the result:\n    uid 54321 in /app\n    /srv/prices/today.txt is not there\n",
  );
  expect(log).toContain("this line brings it: KEEP /srv/prices/today.txt\n");
  expect(log).toContain("this line brings it: KEEP /usr/bin/true\n");
  expect(failureOf(built).message).toMatch(DIFFERS);
  expect(failureOf(built).pointedAt).toContain('Kontainfile:5 CHECK ["true"]');
});

test("the KEEP line that the log names makes the build pass", async () => {
  const built = await shop(
    await stage("28"),
    "KEEP /srv/prices/today.txt",
    "CHECK python3 tell.py /srv/prices/today.txt",
  );
  expect(built).toMatchObject({ code: 0 });
});

test("an answer that differs is shown of both, with what the server said", async () => {
  const built = await shop(await stage("28"), "CHECK --http=GET:/today");
  const log = checkLog(built);
  expect(log).toContain(
    "  answer of the source:\n    42\n  answer of the result:\n    [Errno 2] No such file",
  );
  expect(log).toContain("DIFFERS: GET /today: status is 200 in the source, 500 in the result\n");
  expect(log).toContain("this line brings it: KEEP /srv/prices/today.txt\n");
  expect(failureOf(built).pointedAt).toEqual(["Kontainfile:5 CHECK --http=GET:/today"]);
});

test("a source that never listens is the source's fault, at its line, with its last words", async () => {
  const built = await shop(await stage("28"), "CHECK --http=GET:/ --timeout=2s python3 never.py");
  expect(checkLog(built)).toContain(
    "  stdout:\n    waiting for the database\n  stderr:\n    (nothing)\n" +
      "the source image fails its own check: GET /: nothing listens at port 8000 or 8001 within 2 s\n",
  );
  const { message, pointedAt } = failureOf(built);
  expect(message).toMatch(/^the source image itself does not do what the check asks of it\n/);
  expect(pointedAt).toEqual(["Kontainfile:5 CHECK --http=GET:/ --timeout=2s python3 never.py"]);
});

test("CHECK none builds what the check refuses", async () => {
  const built = await shop(await stage("28"), "DROP shop.parts.answer", "CHECK none");
  expect(built).toMatchObject({ code: 0 });
  expect(checkLog(built)).toBe("\n");
});
