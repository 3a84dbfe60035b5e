import { expect, test } from "vitest";
import { failureOf } from "../builds/failure.js";
import { stage } from "../stage.js";
import { prices, traceLog } from "./prices.js";

const FAILS = /^the source image fails where it is traced, so that what was seen of it proves little\n/;

test.each(["28", "20"] as const)(
  "a command that fails is told at its line, with its output, Docker %s",
  async (version) => {
    const built = await prices(await stage(version), [
      "TRACE python3 again.py",
      "TRACE python3 needs_database.py",
    ]);
    expect(traceLog(built)).toContain(
      "  stdout:\n    (nothing)\n  stderr:\n    no database at db:5432\n  exit code 1 (",
    );
    expect(traceLog(built)).toContain(
      "the source image fails where it is traced: it ends with exit code 1\n",
    );
    const { message, pointedAt } = failureOf(built);
    expect(message).toMatch(FAILS);
    expect(message).toContain("4 | TRACE python3 needs_database.py");
    if (version === "28") expect(pointedAt).toContain("Kontainfile:4 TRACE python3 needs_database.py");
  },
);

test("a command that does not end, and a server that never listens", async () => {
  const on = await stage("28");
  const command = await prices(on, ["TRACE --timeout=2s python3 never.py"]);
  expect(traceLog(command)).toContain(
    "  stdout:\n    waiting for the database\n  stderr:\n    (nothing)\n" +
      "the source image fails where it is traced: did not end within 2 s\n",
  );
  expect(failureOf(command).message).toMatch(FAILS);
  const server = await prices(on, ["TRACE --timeout=2s --http=GET:/ python3 never.py"]);
  expect(traceLog(server)).toContain(
    "the source image fails where it is traced: GET /: nothing listens at port 8000 within 2 s\n",
  );
  expect(failureOf(server).pointedAt).toContain(
    "Kontainfile:3 TRACE --timeout=2s --http=GET:/ python3 never.py",
  );
});
