import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lastLines } from "../../harness/command.js";
import type { Engine } from "../../harness/engine/start.js";
import { trust } from "../../harness/trust.js";
import { ROOT, type Stage } from "../integration/stage.js";
import { refusalOf } from "../matrix/check.js";
import { elvesIn } from "./elf.js";
import { makeSource } from "./image.js";
import { accountOf, secondsOf } from "./log.js";
import { Suite, type Outcome } from "./outcome.js";
import type { Row, Tests } from "./row.js";
import { pageOf } from "./server.js";

/** What `docker build` said of each row, for whoever wants to look into it. */
const LOGS = join(ROOT, ".cache/pypi");

/** Builds a row's image, converts it, and holds the result to the source. */
export async function checkRow(stage: Stage, row: Row, date: string): Promise<Outcome> {
  const { source, given, sources } = await makeSource(stage.engine, row);
  const { keep = [] } = row;
  const brought = sources === undefined ? [] : ["--build-context", `sources=${sources}`];
  const base = { row: row.name, date, versions: await versionsOf(stage.engine, row, source) };
  const fixed = await convert(stage, kontainfile(source, "static", keep), tagOf(source, "static"), brought);
  const seconds = {
    ...defined("fetch", secondsOf(fixed.log, /^\[relink\] .*: sources$/)),
    ...defined("build", secondsOf(fixed.log, /^\[relink\] (?!.*: sources$)/)),
    ...defined("link", secondsOf(fixed.log, /^\[link\]/)),
  };
  if (fixed.refusal !== undefined) {
    const refused = { ...base, refused: fixed.refusal, seconds };
    const other = await convert(stage, kontainfile(source, "auto", keep), tagOf(source, "auto"), brought);
    if (other.refusal !== undefined)
      return { ...refused, wrong: [`does not convert with LINK auto: ${other.refusal}`] };
    return { ...refused, link: "dynamic", wrong: await functional(stage, row, source, other.tag) };
  }
  const elves = await elvesIn(stage.engine, fixed.tag);
  const km = elves.find(({ path }) => path.endsWith(".km"));
  const others = keep.length > 0 ? [] : elves.filter(({ path }) => path !== km?.path);
  const wrong = await functional(stage, row, source, fixed.tag);
  if (km === undefined || !km.static) wrong.push("there is no static python.km in the image");
  wrong.push(...others.slice(0, 20).map(({ path }) => `there is an ELF file beside it: ${path}`));
  const tested =
    row.tests === undefined ? undefined : await tests(stage, row.tests, given, [source, fixed.tag]);
  wrong.push(...(tested?.wrong ?? []));
  await stage.engine.docker("rmi", "--force", fixed.tag);
  return {
    ...base,
    link: "static",
    wrong,
    seconds,
    ...defined("bytes", km?.bytes),
    ...accountOf(fixed.log),
    ...defined("tests", tested?.tests),
  };
}

async function versionsOf(engine: Engine, row: Row, source: string): Promise<string[]> {
  const [first] = row.packages ?? [];
  if (first === undefined) return [...(row.requirements ?? [])];
  const words = ["run", "--rm", source, "dpkg-query", "-W", "-f", "${Package} ${Version}", first];
  return [await engine.docker(...words)];
}

interface Converted {
  readonly tag: string;
  readonly refusal: string | undefined;
  readonly log: string;
}

async function convert(
  stage: Stage,
  text: string,
  tag: string,
  brought: readonly string[],
): Promise<Converted> {
  const args = ["--no-cache-filter", "link", ...trust(), ...brought];
  const { code, stderr } = await stage.attempt({ kontainfile: text, tag, args });
  await mkdir(LOGS, { recursive: true });
  await writeFile(join(LOGS, `${tag.replace(/^.*\//, "").replace(":", "-")}.log`), stderr);
  return { tag, refusal: code === 0 ? undefined : refusalOf(stderr), log: stderr };
}

function tagOf(source: string, link: string): string {
  return source.replace("/source:", `/${link}:`);
}

/** All is kept, because the tests have to be. */
function kontainfile(source: string, link: string, keep: readonly string[]): string {
  const lines = [`FROM ${source}`, `LINK ${link}`, "PRUNE none", ...keep.map((path) => `KEEP ${path}`)];
  return `${lines.join("\n")}\n`;
}

/** What both print, and what both serve. */
async function functional(stage: Stage, row: Row, source: string, result: string): Promise<string[]> {
  const wrong: string[] = [];
  const before = await stage.run(source);
  const after = await stage.run(result);
  if (before.code !== 0) wrong.push(`the source fails: ${lastLines(before.stderr, 5)}`);
  else if (after.code !== 0) wrong.push(`exit code ${after.code}: ${lastLines(after.stderr, 8)}`);
  else if (before.stdout !== after.stdout)
    wrong.push(`prints other things: ${differing(before.stdout, after.stdout)}`);
  if (row.server !== undefined) {
    const page = await pageOf(stage.engine, source, row.server);
    const other = await pageOf(stage.engine, result, row.server);
    wrong.push(
      ...row.server.has.flatMap((part) =>
        page.includes(part) ? [] : [`the source's page lacks ${part}: ${page}`],
      ),
    );
    if (page !== other) wrong.push(`serves other things: ${differing(page, other)}`);
  }
  return wrong;
}

function differing(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const at = old.findIndex((line, index) => line !== now[index]);
  return `${(old[at] ?? "").slice(0, 300)} became ${(now[at] ?? "nothing").slice(0, 300)}`;
}

async function tests(
  stage: Stage,
  wish: Tests,
  given: string,
  [source, result]: readonly [string, string],
): Promise<{ readonly wrong: readonly string[]; readonly tests?: NonNullable<Outcome["tests"]> }> {
  const before = await suiteOf(stage, wish, given, source);
  const after = await suiteOf(stage, wish, given, result);
  if ("wrong" in before) return { wrong: [`the source's tests: ${before.wrong}`] };
  if ("wrong" in after) return { wrong: [`tests: ${after.wrong}`] };
  const { counts, failed } = after;
  const kept = {
    counts,
    failed: failed.slice(0, 40),
    ...defined("part", wish.part),
    ...defined("skips", wish.skips?.because),
  };
  if ((before.counts["passed"] ?? 0) === 0) return { wrong: ["no test passes in the source"], tests: kept };
  return { wrong: [...differences(before, after, wish.skips?.count ?? 0)], tests: kept };
}

function* differences(before: Suite, after: Suite, skips: number): Iterable<string> {
  const worse = after.failed.filter((name) => !before.failed.includes(name));
  const better = before.failed.filter((name) => !after.failed.includes(name));
  if (worse.length > 0)
    yield `${worse.length} tests fail in the result alone: ${worse.slice(0, 12).join(", ")}`;
  if (better.length > 0)
    yield `${better.length} tests fail in the source alone: ${better.slice(0, 12).join(", ")}`;
  const wanted = skips === 0 ? before.counts : moved(before.counts, skips);
  const [one, other] = [JSON.stringify(wanted), JSON.stringify(after.counts)];
  if (one !== other) yield `tests: ${one} became ${other}`;
  else if (skips !== 0) return;
  else if (before.passed !== after.passed) yield "as many tests pass, but others";
}

/** So many that passed are skipped. */
function moved({ passed = 0, skipped = 0, ...others }: Suite["counts"], skips: number): Suite["counts"] {
  const counts = { ...others, passed: passed - skips, skipped: skipped + skips };
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function suiteOf(
  stage: Stage,
  wish: Tests,
  given: string,
  image: string,
): Promise<Suite | { readonly wrong: string }> {
  const env = Object.entries({ HOME: "/tmp", ...wish.env }).flatMap(([key, value]) => [
    "--env",
    `${key}=${value}`,
  ]);
  const container = `faktory-pypi-${image.replace(/\W/g, "-")}`;
  const words = [
    ...["run", "--name", container, "--volume", `${given}:/given:ro`, "--workdir", "/given", ...env, image],
    ...["python3", "/given/run_tests.py", ...wish.args],
  ];
  const minutes = wish.minutes ?? 10;
  const ran = await stage.engine.attempt(words, { timeoutMs: minutes * 60_000 });
  // A client that is ended leaves its container running.
  await stage.engine.attempt(["rm", "--force", container]);
  const last = lastLines(ran.stdout, 1);
  if (!last.startsWith("{"))
    return { wrong: `exit code ${ran.code}: ${lastLines(ran.stdout, 4)} ${lastLines(ran.stderr, 12)}` };
  return Suite.parse(JSON.parse(last));
}

function defined<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  // A computed key widens to string.
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
