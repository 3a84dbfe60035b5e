/** `npm run test:pythons`: what runs in source images, tested by every CPython at hand, and the table of what came of it. */
import { readdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { format } from "prettier";
import { provideBaseImage } from "../harness/base/provide.js";
import { attempt, type Finished } from "../harness/command.js";
import { startEngine, type Engine } from "../harness/engine/start.js";

const ROOT = join(import.meta.dirname, "..");
const SUITES = ["analyzer", "checker", "tracer"] as const;
/** Debian's pythons that a machine with one suite lacks: of a suite, a package and its program. */
const IN_IMAGES = [
  { suite: "forky", program: "python3" },
  { suite: "forky", program: "python3.15" },
] as const;
const ALONE = "FAKTORY_TESTS_BY_ONE_PYTHON";

/** A python, and how its `-m unittest` is run. */
interface Python {
  readonly name: string;
  readonly run: (words: readonly string[]) => Promise<Finished>;
}

interface Row {
  readonly python: string;
  readonly suites: readonly string[];
  readonly passed: boolean;
}

const rows: Row[] = [];
for (const python of [...(await ofThisMachine()), ...(await ofImages())]) rows.push(await rowOf(python));
await writeFile(
  join(ROOT, "docs/pythons.md"),
  await format(page(rows), { parser: "markdown", printWidth: 110 }),
);
const failed = rows.filter(({ passed }) => !passed).length;
console.log(`pythons: ${rows.length - failed} pass, ${failed} do not`);
process.exitCode = failed === 0 ? 0 : 1;

async function ofThisMachine(): Promise<readonly Python[]> {
  const folder = join(homedir(), ".pyenv/versions");
  const versions = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith("3."));
  const paths = [...versions.map((version) => join(folder, version, "bin/python3")), "/usr/bin/python3"];
  return Promise.all(
    paths.map(async (path) => {
      const run = async (words: readonly string[]): Promise<Finished> =>
        attempt([path, ...words], { cwd: ROOT, env: { [ALONE]: "1" } });
      return {
        name: await versionOf(run, path.startsWith("/usr/") ? "this machine's Debian" : "pyenv"),
        run,
      };
    }),
  );
}

async function ofImages(): Promise<readonly Python[]> {
  const engine = await startEngine("28", process.env["FAKTORY_TEST_INSTANCE"] ?? "");
  const pythons: Python[] = [];
  for (const one of IN_IMAGES) pythons.push(await inImage(engine, one));
  return pythons;
}

async function inImage(engine: Engine, { suite, program }: (typeof IN_IMAGES)[number]): Promise<Python> {
  const base = await provideBaseImage(engine, suite);
  const tag = `faktory-pythons:${suite}-${program}`;
  const packages = `${program} gcc libc6-dev`;
  const dockerfile = `FROM ${base}\nRUN apt-get -qq update && apt-get -qq install --yes --no-install-recommends ${packages}\n`;
  const built = await engine.attempt(["build", "--quiet", "--network=host", "--tag", tag, "-"], {
    input: dockerfile,
  });
  if (built.code !== 0) throw new Error(`${tag} cannot be built: ${built.stderr}`);
  // The tests make roots in memory, and run programs in them.
  const options = [
    "--rm",
    "--tmpfs=/dev/shm:exec,size=4g",
    `--volume=${ROOT}:/faktory:ro`,
    "--workdir=/faktory",
  ];
  const run = async (words: readonly string[]): Promise<Finished> =>
    engine.attempt(["run", ...options, `--env=${ALONE}=1`, tag, program, ...words]);
  return { name: await versionOf(run, `Debian ${suite}`), run };
}

async function versionOf(run: Python["run"], of: string): Promise<string> {
  const { stdout, stderr } = await run(["--version"]);
  return `${(stdout + stderr).trim().replace("Python ", "")} (${of})`;
}

async function rowOf(python: Python): Promise<Row> {
  const suites: string[] = [];
  let passed = true;
  for (const suite of SUITES) {
    const folder = `test/${suite}`;
    const place = ["--start-directory", folder, "--top-level-directory", folder];
    const { code, stdout, stderr } = await python.run(["-B", "-m", "unittest", "discover", ...place]);
    const said = `${stdout}${stderr}`;
    const [, count = "no"] = /^Ran (\d+) tests?/m.exec(said) ?? [];
    const [, skipped] = /skipped=(\d+)/.exec(said) ?? [];
    const good = code === 0 && count !== "no";
    if (!good) console.log(said);
    passed &&= good;
    suites.push(
      `${good ? count : `**NO**, of ${count}`}${skipped === undefined ? "" : `, ${skipped} skipped`}`,
    );
  }
  console.log(`${passed ? "ok  " : "FAIL"} ${python.name}: ${suites.join(" · ")}`);
  return { python: python.name, suites, passed };
}

function page(all: readonly Row[]): string {
  const date = new Date().toISOString().slice(0, 10);
  return `# By every CPython

Made by \`npm run test:pythons\` on ${date}: the tests of what runs in source images, by each CPython at hand alone. What is skipped needs another version, or things that this place lacks.

| CPython | ${SUITES.join(" | ")} |
| --- | ${SUITES.map(() => "--:").join(" | ")} |
${all.map(({ python, suites }) => `| ${python} | ${suites.join(" | ")} |`).join("\n")}
`;
}
