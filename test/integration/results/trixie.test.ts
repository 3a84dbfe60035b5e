import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Image } from "../../../harness/image.js";
import { stage, type Stage } from "../stage.js";
import { answerOf, pageOf } from "./answers.js";
import { elfFiles, readWhole } from "./contents.js";
import { fixture, FLASK } from "./images.js";

/** What the programs below import, and the application does not. */
const ASKED = [
  ..."bz2 ctypes curses decimal hashlib json lzma readline site sqlite3 ssl sysconfig uuid zlib".split(" "),
];

const FACTS = `
import json, site, sys, sysconfig
print(json.dumps([sys.version, sys.path, sys.prefix, sys.exec_prefix, sys.executable, str(sys.flags),
  str(sys.implementation), site.getsitepackages(), sysconfig.get_paths()]))`;

describe("the Flask example on Debian trixie, Python 3.13", () => {
  const result = "faktory-test/trixie-kontain";
  let on: Stage;
  let source: string;
  let image: Image;

  beforeAll(async () => {
    on = await stage("28");
    const dockerfile = join(fixture("trixie"), "Dockerfile");
    source = await on.sourceImage("faktory-test/trixie", FLASK, "--file", dockerfile);
    await on.convert({
      kontainfile: `FROM ${source}\nLINK static\nDROP markupsafe._speedups\nKEEP ${ASKED.join(" ")}\n`,
      tag: result,
    });
    image = await readWhole(on, result);
  });

  test("python3.13.X.km is a static ET_EXEC, and the only ELF file", () => {
    const elves = [...elfFiles(image)];
    expect(elves.map(([path]) => path)).toEqual([expect.stringMatching(/^usr\/bin\/python3\.13\.\d+\.km$/)]);
    expect(elves[0]?.[1]).toMatchObject({ type: "ET_EXEC", loader: undefined, dynamic: false });
  });

  test("GET / gives the body that the source gives", async () => {
    const body = await pageOf(on, source);
    expect(body).toMatch(/^200 [^]*SQLite says 42, and this is Python 3\.13\./);
    expect(await pageOf(on, result)).toBe(body);
  });

  test("sys, site and sysconfig say what they say in the source", async () => {
    expect(await answerOf(on, result, "python3", "-c", FACTS)).toEqual(
      await answerOf(on, source, "python3", "-c", FACTS),
    );
  });

  test("imports what needs C libraries", async () => {
    const code = `
import bz2, ctypes, curses, decimal, hashlib, json, lzma, readline, sqlite3, ssl, uuid, zlib
print(json.dumps([str(decimal.Decimal(2).sqrt()), hashlib.sha3_256(b"x").hexdigest(), ssl.OPENSSL_VERSION,
  sqlite3.connect(":memory:").execute("SELECT sqlite_version()").fetchone()]))`;
    expect(await answerOf(on, result, "python3", "-c", code)).toEqual(
      await answerOf(on, source, "python3", "-c", code),
    );
  });
});
