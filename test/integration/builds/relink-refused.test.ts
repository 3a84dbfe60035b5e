import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readImage } from "../../../harness/image.js";
import { TWINS, withSources } from "../results/twins.js";
import { ROOT, stage, type Stage } from "../stage.js";
import { failureOf, type Failure } from "./failure.js";

const REFUSED = join(ROOT, "test/integration/fixtures/builds/relink-refused");
const DYNAMIC = "LINK auto chose dynamic: a static python.km cannot contain ";
const OR = "leave out what the program does not need";
/** A server without Python packages, which every build reaches that reaches Debian's. */
const INDEX = "http://deb.debian.org/debian/";

let on: Stage;

beforeAll(async () => {
  on = await stage("28");
});

/** What stands where LINK static is said on line 3. */
function atLine3(message: string, hint: string): string {
  return `${message}\n  --> Kontainfile:3\n  3 | LINK static\n    |      ^^^^^^\n  hint: ${hint}`;
}

describe("distributions that cannot be linked, each for a reason of its own", () => {
  const source = "faktory-test/relink-refused";
  const index = ["--build-arg", `PIP_INDEX_URL=${INDEX}`];
  let failure: Failure;

  beforeAll(async () => {
    await on.sourceImage(source, REFUSED);
    const kontainfile = `FROM ${source}\nLINK static\n`;
    failure = failureOf(
      await withSources(on, REFUSED, (context) => on.attempt({ kontainfile, args: [...context, ...index] })),
    );
  });

  test("are told in one go, at the line of LINK", () => {
    const told = [...failure.message.matchAll(/^LINK static: python\.km cannot contain (\w+) 1\.0: /gm)];
    expect(told.map(([, name]) => name)).toEqual(["altered", "broken", "nowhere", "renamed", "sealed"]);
    expect(failure.pointedAt).toEqual(["Kontainfile:3 LINK static"]);
  });

  test.each([
    [
      "a source that nobody has, of which the named context has another version",
      "nowhere",
      `there is no source of nowhere 1.0: the named context sources has nowhere-2.0.tar.gz; ${INDEX} does not know nowhere`,
    ],
    [
      "a source that the requirements.txt of the application does not allow",
      "altered",
      /the SHA-256 of its source, [0-9a-f]{64}, is not one that the image's lock file has/,
    ],
    [
      "a source that is of another version than its name says",
      "renamed",
      "there is no source of renamed 1.0: renamed-1.0.tar.gz is of version 1.1, the image has 1.0; it was installed from a folder or an address of its own, so the index is not asked for it",
    ],
    [
      "a source that does not compile, with the compiler's own words",
      "broken",
      "python3.11 failed while building a wheel (exit 1): broken.c:3:14: error: ‘unknown’ undeclared here (not in a function)",
    ],
    [
      "a source with a library in it that has none",
      "sealed",
      "it needs the library libsealed.so, which has no static form",
    ],
  ])("%s", (_, name, reason) => {
    const modules = name === "sealed" ? "sealed._sealed" : name;
    const hint = `bring its source as --build-context sources=DIR, ${OR} (DROP ${modules}), or say LINK auto or LINK dynamic`;
    const begin = `LINK static: python.km cannot contain ${name} 1.0: `;
    const found = failure.message.split(/\n(?=LINK static: )/).find((each) => each.startsWith(begin)) ?? "";
    const [first = ""] = found.split("\n", 1);
    if (typeof reason === "string") expect(first).toBe(begin + reason);
    else expect(first.slice(begin.length)).toMatch(new RegExp(`^${reason.source}$`));
    expect(found.trimEnd()).toBe(atLine3(first, hint));
  });

  test("by LINK auto become a dynamic image that runs, with a warning that names them and the reasons", async () => {
    const tag = `${source}-kontain`;
    const { stderr } = await withSources(on, REFUSED, (context) =>
      on.convert({ kontainfile: `FROM ${source}\n`, tag, args: [...context, ...index] }),
    );
    const [warning = ""] = new RegExp(`${DYNAMIC}[^\n]*`).exec(stderr) ?? [];
    expect([...warning.matchAll(/(\w+) 1\.0 \(/g)].map(([, name]) => name)).toEqual([
      ...["altered", "broken", "nowhere", "renamed", "sealed"],
    ]);
    expect(warning).toContain("sealed 1.0 (it needs the library libsealed.so, which has no static form)");
    const { config } = await readImage(on.engine, tag);
    expect(config.config?.Labels).toMatchObject({ "app.kontain.link": "dynamic" });
    expect((await on.run(tag)).stdout).toBe("42 altered broken nowhere renamed sealed\n");
  });
});

describe("a distribution that compiles, and at which the link fails", () => {
  const source = "faktory-test/relink-loose";
  const folder = join(ROOT, "test/integration/fixtures/builds/relink-loose");
  const reason = "the linker fails: undefined reference to `_rtld_global'";

  beforeAll(() => on.sourceImage(source, folder));

  test("is an error with the linker's words, at the line of LINK", async () => {
    const kontainfile = `FROM ${source}\nLINK static\n`;
    const failed = await withSources(on, folder, (args) => on.attempt({ kontainfile, args }));
    const hint = `bring its source as --build-context sources=DIR, ${OR} (DROP loose), or say LINK auto or LINK dynamic`;
    expect(failureOf(failed).message.trimEnd()).toBe(
      atLine3(`LINK static: python.km cannot contain loose 1.0: ${reason}`, hint),
    );
  });

  test("by LINK auto becomes a dynamic image that runs, with a warning", async () => {
    const tag = `${source}-kontain`;
    const { stderr } = await withSources(on, folder, (args) =>
      on.convert({ kontainfile: `FROM ${source}\n`, tag, args }),
    );
    expect(stderr).toContain(`${DYNAMIC}loose 1.0 (${reason})`);
    expect((await on.run(tag)).stdout).toBe("True\n");
  });
});

describe("a module that no distribution owns", () => {
  const source = "faktory-test/relink-hand";

  beforeAll(() => on.sourceImage(source, REFUSED, "--build-arg", "PARTS=hand"));

  test("is an error that names it, before anything is built", async () => {
    const failed = await on.attempt({ kontainfile: `FROM ${source}\nLINK static\n` });
    const { message, pointedAt } = failureOf(failed);
    expect(message).toBe(
      atLine3(
        "LINK static: python.km cannot contain hand",
        `${OR} (DROP hand), or say LINK auto or LINK dynamic`,
      ),
    );
    expect(pointedAt).toEqual(["Kontainfile:3 LINK static"]);
    expect(failed.stderr).not.toContain("[relink]");
  });

  test("by LINK auto becomes a dynamic image that runs, with a warning", async () => {
    const tag = `${source}-kontain`;
    const { stderr } = await on.convert({ kontainfile: `FROM ${source}\n`, tag });
    expect(stderr).toMatch(new RegExp(`${DYNAMIC}hand\n`));
    expect((await on.run(tag)).stdout).toBe("42 altered broken nowhere renamed sealed hand\n");
  });
});

describe("without a network, and with a toolchain that is there", () => {
  const source = "faktory-test/relink";
  const toolchain = "faktory-test/relink-toolchain";
  const reason = "its source could not be downloaded; the log of its step says why";
  const attempt = async (link: string, tag?: string) => {
    const kontainfile = `FROM ${source}\n${link}\nTOOLCHAIN ${toolchain}\n`;
    return on.attempt({ kontainfile, ...(tag !== undefined && { tag }), args: ["--network=none"] });
  };

  beforeAll(async () => {
    await on.sourceImage(source, TWINS);
    await on.convert({ kontainfile: `FROM ${source}\nLINK static\n`, target: "toolchain", tag: toolchain });
  });

  test("LINK static says that a source could not be downloaded, and the log why", async () => {
    const failed = await attempt("LINK static");
    const { message, pointedAt } = failureOf(failed);
    expect(message).toMatch(
      /^LINK static: python\.km cannot contain (MarkupSafe 2\.1\.2|left 1\.0|right 1\.0): /,
    );
    expect(message).toContain(`: ${reason}\n  --> Kontainfile:3\n`);
    expect(pointedAt).toEqual(["Kontainfile:3 LINK static"]);
    expect(failed.stderr).toContain("apt-get failed while reading the package index");
  });

  test("LINK auto becomes a dynamic image that runs, with a warning", async () => {
    const tag = `${source}-offline`;
    const { code, stderr } = await attempt("LINK auto", tag);
    expect(code).toBe(0);
    expect(stderr).toContain(DYNAMIC);
    expect(stderr).toContain(`(${reason})`);
    const ran = await on.run(tag);
    expect(JSON.parse(ran.stdout)).toMatchObject({ escape: "markupsafe._speedups", edition: "first" });
  });
});
