import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ROOT, stage, type Stage } from "../stage.js";
import { failureOf, type Failure } from "./failure.js";

const FIXTURES = join(ROOT, "test/integration/fixtures/builds");

describe.each(["28", "20"] as const)("what Docker %s says of FROM with", (version) => {
  let on: Stage;

  beforeAll(async () => {
    on = await stage(version);
  });

  test("an image that is nowhere", async () => {
    const { message, pointedAt } = await refused("no/such-image:1");
    // Between the two stand the daemon's words, which depend on the registry.
    expect(message).toMatch(/^the source image no\/such-image:1 cannot be had: .*no\/such-image.*\n {2}--> /);
    expect(message).toMatch(
      new RegExp(`
  --> Kontainfile:2
  2 \\| FROM no/such-image:1
    \\|      \\^{15}
  hint: build or pull it for linux/amd64 first \\(docker images lists what is there\\), or correct its name in FROM$`),
    );
    expect(pointedAt).toEqual(atLine2("no/such-image:1"));
  });

  test("an image without Python", async () => {
    const { message, pointedAt } = await refused("debian:bookworm");
    expect(message).toBe(`nothing in /bin, /usr/bin or PATH of debian:bookworm is a Python interpreter
  --> Kontainfile:2
  2 | FROM debian:bookworm
    |      ^^^^^^^^^^^^^^^
  hint: name an image that contains python3 in FROM`);
    expect(pointedAt).toEqual(atLine2("debian:bookworm"));
  });

  test("an image without the python that its command calls by name", async () => {
    const { message, pointedAt } = failureOf(
      await on.attempt({ kontainfile: 'FROM debian:bookworm\nCMD ["python3", "app.py"]\n' }),
    );
    expect(message).toMatch(
      /^nothing in \/bin, \/usr\/bin or PATH of debian:bookworm is a Python interpreter\n/,
    );
    expect(pointedAt).toEqual(atLine2("debian:bookworm"));
  });

  test("an image for linux/arm64", async () => {
    const name = "faktory-test/arm64";
    await on.sourceImage(name, join(FIXTURES, "arm64"), "--platform=linux/arm64");
    const { message, pointedAt } = await refused(name);
    // A 20.10 goes on to look for linux/amd64 in the registry, and tells of that only.
    const what =
      version === "28"
        ? `${name} is not an image for linux/amd64: `
        : `the source image ${name} cannot be had: `;
    expect(message.slice(0, what.length)).toBe(what);
    expect(message).toMatch(/\n {2}hint: .* for linux\/amd64\b.*$/);
    expect(pointedAt).toEqual(atLine2(name));
  });

  async function refused(from: string): Promise<Failure> {
    return failureOf(await on.attempt({ kontainfile: `FROM ${from}\n` }));
  }

  /** 20.10 knows no lines: there the message itself shows the line. */
  function atLine2(from: string): readonly string[] {
    return version === "28" ? [`Kontainfile:2 FROM ${from}`] : [];
  }
});

test("a Python 2.7 is told that it is too old, by the analyzer that it can still run", async () => {
  const on = await stage("28");
  const name = await on.sourceImage("faktory-test/python2", join(FIXTURES, "python2"));
  const { message, pointedAt } = failureOf(await on.attempt({ kontainfile: `FROM ${name}\n` }));
  expect(message).toBe(`/usr/bin/python2.7 is Python 2.7.18; Faktory needs Python 3.6 or newer
  --> Kontainfile:2
  2 | FROM faktory-test/python2
    |      ^^^^^^^^^^^^^^^^^^^^
  hint: name an image in FROM whose entrypoint runs Python 3.6 or newer`);
  expect(pointedAt).toEqual(["Kontainfile:2 FROM faktory-test/python2"]);
});

test("CRLF line ends work", async () => {
  const on = await stage("28");
  await on.sourceImage("my/flask-app", join(ROOT, "examples/flask"));
  const kontainfile =
    "# syntax=kontainapp/faktory:1\r\nFROM my/flask-app\r\nLINK dynamic\r\nCHECK none\r\nLABEL ends=crlf\r\n";
  const tag = "faktory-test/crlf";
  await on.convert({ kontainfile, tag });
  const label = await on.engine.docker("image", "inspect", "--format", "{{json .Config.Labels.ends}}", tag);
  expect(label.trim()).toBe('"crlf"');
});
