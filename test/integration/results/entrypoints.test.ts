import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { stage, type Stage } from "../stage.js";
import { pageOf } from "./answers.js";
import { fixture } from "./images.js";

let on: Stage;

beforeAll(async () => {
  on = await stage("28");
  await on.sourceImage("faktory-test/entrypoints", fixture("entrypoints"));
});

/** The fixture's image with a start of its own, and what it becomes; C modules of third parties come along. */
async function pair(name: string, lines: string): Promise<readonly [source: string, result: string]> {
  const source = `faktory-test/entrypoint-${name}`;
  const folder = await mkdtemp(join(tmpdir(), "faktory-entrypoint-"));
  try {
    await writeFile(join(folder, "Dockerfile"), `FROM faktory-test/entrypoints\n${lines}\n`);
    await on.sourceImage(source, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
  const result = `${source}-kontain`;
  // Running both is a check, and a wider one than the build's.
  await on.convert({ kontainfile: `FROM ${source}\nLINK dynamic\nCHECK none\n`, tag: result });
  return [source, result];
}

describe("a server started as people start them answers as in the source", () => {
  test.each([
    [
      "gunicorn through sh -c with ${PORT}",
      "gunicorn",
      "CMD gunicorn --bind 0.0.0.0:${PORT} web:app",
      "a page by WSGI",
    ],
    [
      "uvicorn",
      "uvicorn",
      'CMD ["uvicorn", "--host", "0.0.0.0", "--port", "8080", "asgi:app"]',
      "a page by ASGI",
    ],
    [
      "flask run",
      "flask",
      'ENV FLASK_APP=web\nCMD ["flask", "run", "--host=0.0.0.0", "--port=8080"]',
      "a page by WSGI",
    ],
    [
      "manage.py runserver",
      "django",
      'CMD ["python3", "manage.py", "runserver", "0.0.0.0:8080"]',
      "a page by Django",
    ],
    [
      'entrypoint.sh under tini with exec "$@"',
      "tini",
      'ENTRYPOINT ["tini", "--", "/app/entrypoint.sh"]\nCMD ["serve", "the", "script"]',
      "a page of the script",
    ],
  ])("%s", async (_, name, lines, page) => {
    const [source, result] = await pair(name, lines);
    const body = await pageOf(on, source);
    expect(body).toBe(`200 ${page}\n`);
    expect(await pageOf(on, result)).toBe(body);
  });
});

describe("a program that ends says the same", () => {
  test.each([
    ["python -m pkg", "module", 'CMD ["python3", "-m", "pkg", "a", "b"]', /^pkg runs as .*__main__\.py with/],
    [
      "a console script in a virtual environment",
      "console",
      'ENV PATH=/opt/venv/bin:$PATH\nCMD ["say", "hello"]',
      /^said by \/opt\/venv \['hello'\]$/m,
    ],
  ])("%s", async (_, name, lines, words) => {
    const [source, result] = await pair(name, lines);
    const said = await on.run(source);
    expect(said.stdout).toMatch(words);
    expect(await on.run(result)).toEqual(said);
  });
});

test("a celery worker finds its tasks and gets ready", async () => {
  const start = ["celery", "-A", "tasks", "worker", "--pool=solo", "--loglevel=info"];
  const [source, result] = await pair("celery", `USER 1000\nENV HOME=/tmp\nCMD ${JSON.stringify(start)}`);
  for (const image of [source, result]) {
    expect(await logOf(image, / ready\.$/m)).toContain("  . tasks.add");
  }
});

/** What a container that goes on for ever has said by the time that it says a certain thing. */
async function logOf(image: string, until: RegExp): Promise<string> {
  const id = (await on.engine.docker("run", "--detach", image)).trim();
  try {
    for (let tries = 0; ; tries++) {
      const { stdout, stderr } = await on.engine.attempt(["logs", id]);
      if (until.test(stdout + stderr)) return stdout + stderr;
      if (tries === 60) throw new Error(`${image} never said ${until.source}:\n${stdout}${stderr}`);
      await sleep(500);
    }
  } finally {
    await on.engine.docker("rm", "--force", id);
  }
}
