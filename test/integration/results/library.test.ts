import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { Plan } from "../../../src/plan/schema.js";
import { stage, type Stage } from "../stage.js";
import { answerOf, withOutput } from "./answers.js";
import { pairOf, WHOLE, type Pair } from "./images.js";

/** Imports each module in its own process-wide turn, and says what failed and where each came from. */
const IMPORTS = `
import importlib, json, sys
found = {}
for name in sys.argv[1:]:
    try:
        module = importlib.import_module(name)
        found[name] = getattr(module, "__file__", None) or "built in"
    except Exception as error:
        found[name] = "FAILED %s: %s" % (type(error).__name__, error)
print(json.dumps(found))`;

const NAMED = [
  ..."bz2 crypt csv ctypes curses curses.panel curses.textpad datetime dbm dbm.ndbm decimal hashlib".split(
    " ",
  ),
  ..."json lzma mmap multiprocessing pyexpat queue readline resource select socket sqlite3 ssl".split(" "),
  ..."syslog termios unicodedata uuid xml.etree.ElementTree zlib zoneinfo asyncio concurrent.futures".split(
    " ",
  ),
];

describe("a static image of Debian's python", () => {
  let on: Stage;
  let pair: Pair;
  let plan: Plan;

  beforeAll(async () => {
    on = await stage("28");
    pair = await pairOf(on, "library", "LINK static", ...WHOLE);
    const text = await withOutput(
      on,
      { kontainfile: [`FROM ${pair.source}`, "LINK static", ...WHOLE, ""].join("\n"), target: "plan" },
      async (folder) => readFile(`${folder}/plan.json`, "utf8"),
    );
    plan = Plan.parse(JSON.parse(text));
  });

  /** What both images print. */
  async function both(options: readonly string[], ...argv: readonly string[]): Promise<[unknown, unknown]> {
    return [
      await answerOf(on, ...options, pair.source, ...argv),
      await answerOf(on, ...options, pair.result, ...argv),
    ];
  }

  test("imports what needs C libraries: ssl, sqlite3, ctypes, decimal, lzma, uuid, readline, curses …", async () => {
    const [source, result] = await both([], "python3", "-c", IMPORTS, ...NAMED);
    expect(JSON.stringify(source)).not.toContain("FAILED");
    expect(result).toEqual(source);
  });

  test("imports every module that plan.json calls linked, from the path where the source has it", async () => {
    const linked = plan.modules.filter((module) => module.linked);
    expect(linked.length).toBeGreaterThan(30);
    const found = await answerOf(
      on,
      pair.result,
      "python3",
      "-c",
      IMPORTS,
      ...linked.map(({ name }) => name),
    );
    expect(found).toEqual(Object.fromEntries(linked.map(({ name, path }) => [name, path])));
  });

  test("has no C module of the source that is not linked", () => {
    expect(plan.modules.filter((module) => !module.linked)).toEqual([]);
    expect(plan.link).toEqual({ mode: "static", blockers: [] });
  });

  test("what C modules compute is what the source's compute", async () => {
    const code = `
import bz2, ctypes, ctypes.util, decimal, hashlib, json, lzma, sqlite3, struct, unicodedata, uuid, zlib, zoneinfo, datetime
data = bytes(range(256)) * 50
libc = ctypes.CDLL(None)
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
numbers = (ctypes.c_int * 4)(3, 1, 4, 1)
libc.qsort(numbers, 4, 4, compare(lambda a, b: a[0] - b[0]))
with sqlite3.connect(":memory:") as db:
    rows = db.execute("SELECT sqlite_version(), json_extract('{\\"a\\": [1, 2]}', '$.a[1]'), 1.0 / 3").fetchall()
print(json.dumps({
    "hashes": {name: hashlib.new(name, data).hexdigest() for name in sorted(hashlib.algorithms_guaranteed) if "shake" not in name},
    "available": sorted(hashlib.algorithms_available),
    "decimal": str(decimal.Decimal(2).sqrt(decimal.Context(prec=50))),
    "packed": [zlib.crc32(zlib.compress(data)), zlib.crc32(bz2.compress(data)), zlib.crc32(lzma.compress(data))],
    "sorted": list(numbers),
    "found": [ctypes.util.find_library(name) for name in ("c", "m", "nothing")],
    "rows": rows,
    "uuid": str(uuid.uuid5(uuid.NAMESPACE_DNS, "example.test")),
    "unicode": unicodedata.name("€"),
    "zone": datetime.datetime(2024, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Prague")).isoformat(),
    "pi": struct.pack(">d", 3.14).hex(),
}))`;
    const [source, result] = await both([], "python3", "-c", code);
    expect(result).toEqual(source);
  });

  const ways: readonly (readonly [name: string, ...argv: string[]])[] = [
    ["a file", "python3", "report.py"],
    ["an absolute file, by the interpreter's real name", "/usr/bin/python3.11", "/app/report.py"],
    ["a path through a link", "/bin/python3", "/app/report.py"],
    ["-c", "python3", "-c", "import report"],
    ["-m", "python3", "-m", "report"],
    ["-I", "python3", "-I", "report.py"],
    ["-E -s", "python3", "-E", "-s", "report.py"],
    ["-S", "python3", "-S", "report.py"],
    ["-u -O -X dev", "python3", "-u", "-O", "-X", "dev", "report.py"],
  ];
  test.each(ways)("sys, site and sysconfig say what they say in the source: %s", async (_, ...argv) => {
    const [source, result] = await both([], ...argv);
    expect(source).toMatchObject({ prefix: "/usr" });
    expect(result).toEqual(source);
  });

  test("PYTHONPATH and PYTHONHASHSEED from the environment are heard", async () => {
    const options = ["--env", "PYTHONPATH=/opt:/app/shop", "--env", "PYTHONHASHSEED=0"];
    const [source, result] = await both(options, "python3", "/app/report.py");
    expect(source).toMatchObject({ path: expect.arrayContaining(["/opt", "/app/shop"]) as unknown });
    expect(result).toEqual(source);
  });

  test("a child process of sys.executable works", async () => {
    const code = `
import json, multiprocessing, subprocess, sys
def square(x): return x * x
out = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True).stdout
print(json.dumps([out, multiprocessing.get_context("fork").Pool(2).map(square, range(4))]))`;
    const [source, result] = await both([], "python3", "-c", code);
    expect(source).toEqual(["42\n", [0, 1, 4, 9]]);
    expect(result).toEqual(source);
  });

  test("a traceback names the same files and lines", async () => {
    const failed = ["python3", "-c", "import json; json.loads('{')"];
    const [source, result] = [await on.run(pair.source, ...failed), await on.run(pair.result, ...failed)];
    expect(source.stderr).toContain("/usr/lib/python3.11/json/decoder.py");
    expect(result).toEqual(source);
  });
});
