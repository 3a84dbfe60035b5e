import fc from "fast-check";
import { expect, test } from "vitest";
import { locateInterpreter } from "../../../src/frontend/locate.js";
import { sourceFiles } from "../../../src/frontend/source-files.js";
import { EMPTY_REF } from "../../../src/gateway/ref.js";
import { ContainerConfig } from "../../../src/oci/image-config.js";
import { readsOf, type Entry, type FileTree } from "../../gateway/file-tree.js";

const ELF: Entry = { data: "\x7fELF\x02\x01", mode: 0o755 };
const script = (text: string, mode = 0o755): Entry => ({ data: text, mode });

/** Debian with Python, a shell and the usual wrappers. */
const DEBIAN: FileTree = {
  "/bin": { link: "usr/bin" },
  "/usr/bin/python3": { link: "python3.11" },
  "/usr/bin/python3.11": ELF,
  "/usr/bin/dash": ELF,
  "/usr/bin/sh": { link: "dash" },
  "/usr/bin/bash": ELF,
  "/usr/bin/env": ELF,
  "/usr/bin/tini": ELF,
  "/usr/sbin/gosu": ELF,
  "/opt/venv/bin/python": { link: "/usr/bin/python3" },
  "/opt/venv/bin/gunicorn": script("#!/opt/venv/bin/python\nimport gunicorn\n"),
  "/app/app.py": script("print()\n", 0o644),
};

interface Case {
  readonly tree?: FileTree;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly path?: string;
  readonly workdir?: string;
}

/** Where the search ends, and how often it looked. */
async function search({ tree = DEBIAN, entrypoint, cmd, path, workdir }: Case) {
  let looks = 0;
  const reads = readsOf(tree);
  const count = <A extends unknown[], R>(read: (...args: A) => R) => {
    return (...args: A): R => {
      looks += 1;
      return read(...args);
    };
  };
  const files = sourceFiles({
    ...EMPTY_REF,
    statFile: count(reads.statFile),
    readFile: count(reads.readFile),
    readDir: count(reads.readDir),
  });
  const config = ContainerConfig.parse({
    ...(entrypoint && { Entrypoint: entrypoint }),
    ...(cmd && { Cmd: cmd }),
    ...(path !== undefined && { Env: ["A=1", `PATH=${path}`] }),
    ...(workdir !== undefined && { WorkingDir: workdir }),
  });
  const found = await locateInterpreter(files, config);
  return { found, looks };
}

async function locate(wanted: Case): Promise<string | undefined> {
  return (await search(wanted)).found;
}

test.each<readonly [string, Case, string]>([
  ["argv[0] through PATH", { cmd: ["python3", "app.py"] }, "/usr/bin/python3"],
  ["an absolute argv[0]", { cmd: ["/opt/venv/bin/python", "app.py"] }, "/opt/venv/bin/python"],
  [
    "the first folder of PATH",
    { cmd: ["python", "-m", "app"], path: "/opt/venv/bin:/usr/bin" },
    "/opt/venv/bin/python",
  ],
  [
    "ENTRYPOINT before CMD",
    { entrypoint: ["/usr/bin/python3.11"], cmd: ["/opt/venv/bin/python"] },
    "/usr/bin/python3.11",
  ],
  [
    "a console script's shebang",
    { cmd: ["gunicorn", "app:app"], path: "/opt/venv/bin" },
    "/opt/venv/bin/python",
  ],
  ["tini", { entrypoint: ["tini", "--"], cmd: ["/opt/venv/bin/python", "app.py"] }, "/opt/venv/bin/python"],
  [
    "gosu with a user",
    { entrypoint: ["gosu", "app"], cmd: ["/opt/venv/bin/gunicorn"] },
    "/opt/venv/bin/python",
  ],
  ["env with variables", { cmd: ["env", "A=1", "/opt/venv/bin/python"] }, "/opt/venv/bin/python"],
  ["sh -c", { cmd: ["/bin/sh", "-c", "exec /opt/venv/bin/gunicorn app:app"] }, "/opt/venv/bin/python"],
  [
    "bash -o pipefail -c",
    { cmd: ["/bin/bash", "-o", "pipefail", "-c", "/opt/venv/bin/python x | cat"] },
    "/opt/venv/bin/python",
  ],
  ["bash -eux -c", { cmd: ["bash", "-eux", "-c", "A=1 /opt/venv/bin/python x"] }, "/opt/venv/bin/python"],
])("%s", async (_, wanted, path) => {
  expect(await locate(wanted)).toBe(path);
});

test.each<readonly [string, FileTree, Case, string]>([
  [
    "a shebang with env",
    { "/app/run": script("#!/usr/bin/env -S python3 -u\n") },
    { cmd: ["./run"], workdir: "app/" },
    "/usr/bin/python3",
  ],
  [
    "an entrypoint script that execs its arguments",
    { "/entrypoint.sh": script('#!/bin/sh\nset -e\n# python2 is gone\nexec "$@"\n') },
    { entrypoint: ["/entrypoint.sh"], cmd: ["/opt/venv/bin/gunicorn"] },
    "/opt/venv/bin/python",
  ],
  [
    "an entrypoint script that starts Python",
    { "/entrypoint.sh": script("#!/bin/bash\ncd /app && exec /opt/venv/bin/python app.py\n") },
    { entrypoint: ["/entrypoint.sh"] },
    "/opt/venv/bin/python",
  ],
  [
    "a script that is given to a shell with options, and cannot be executed",
    { "/app/start.sh": script("exec /opt/venv/bin/python app.py", 0o644) },
    { cmd: ["sh", "-e", "start.sh"], workdir: "/app" },
    "/opt/venv/bin/python",
  ],
  [
    "a script that calls a script",
    {
      "/one.sh": script("#!/bin/sh\n/two.sh\n"),
      "/two.sh": script("#!/bin/sh\nexec /opt/venv/bin/python\n"),
    },
    { cmd: ["/one.sh"] },
    "/opt/venv/bin/python",
  ],
])("%s", async (_, more, wanted, path) => {
  expect(await locate({ ...wanted, tree: { ...DEBIAN, ...more } })).toBe(path);
});

test("what does not lead to Python falls back to the interpreter of PATH, and then of the usual folders", async () => {
  expect(await locate({ cmd: ["nginx"] })).toBe("/usr/bin/python3");
  expect(await locate({})).toBe("/usr/bin/python3");
  expect(await locate({ cmd: ["x"], path: "/opt/venv/bin" })).toBe("/opt/venv/bin/python");
  expect(await locate({ cmd: ["x"], path: "/nowhere" })).toBe("/usr/bin/python3");
});

test("shims that only a shell understands lead to the versions beside them, the newest first", async () => {
  const shim = script('#!/usr/bin/env bash\nexec "/root/.pyenv/libexec/pyenv" exec "$program" "$@"\n');
  const tree = {
    "/usr/bin/env": ELF,
    "/usr/bin/bash": ELF,
    "/root/.pyenv/libexec/pyenv": script('#!/usr/bin/env bash\nexec "$(complicated)"\n'),
    "/root/.pyenv/shims/python3": shim,
    "/root/.pyenv/versions/2.7.18/bin/python": ELF,
    "/root/.pyenv/versions/3.9.18/bin/python3": ELF,
    "/root/.pyenv/versions/3.13.5/bin/python3": ELF,
  };
  const path = "/root/.pyenv/shims:/usr/bin";
  expect(await locate({ tree, cmd: ["python3", "app.py"], path })).toBe(
    "/root/.pyenv/versions/3.13.5/bin/python3",
  );
  const asdf = { "/a/shims/python3": shim, "/a/installs/python/3.12.1/bin/python3": ELF };
  expect(await locate({ tree: asdf, cmd: ["python3"], path: "/a/shims" })).toBe(
    "/a/installs/python/3.12.1/bin/python3",
  );
});

test("an interpreter in a folder of its own below /opt is found last", async () => {
  const tree = { "/opt/cp311/bin/python3": ELF, "/opt/python/cp39/bin/python": ELF };
  expect(await locate({ tree, cmd: ["x"] })).toBe("/opt/cp311/bin/python3");
  expect(await locate({ tree: { "/opt/python/cp39/bin/python": ELF }, cmd: ["x"] })).toBe(
    "/opt/python/cp39/bin/python",
  );
});

test("python3 goes before the newest python3.N, that before python, and Python 2 comes last", async () => {
  const names = [
    "python2.7",
    "python",
    "python3.9",
    "python3.11",
    "python3.11-config",
    "python3-pip",
    "python3",
  ];
  const best: (string | undefined)[] = [];
  for (let left = names; left.length > 0; left = left.filter((name) => !best.includes(`/usr/bin/${name}`))) {
    const tree = Object.fromEntries(left.map((name) => [`/usr/bin/${name}`, ELF]));
    const found = await locate({ tree });
    if (found === undefined) break;
    best.push(found);
  }
  expect(best).toEqual(
    ["python3", "python3.11", "python3.9", "python", "python2.7"].map((name) => `/usr/bin/${name}`),
  );
});

test("an image without Python has none", async () => {
  expect(await locate({ tree: { "/bin/sh": ELF }, cmd: ["sh"] })).toBeUndefined();
  expect(await locate({ tree: {} })).toBeUndefined();
});

test("a python that cannot be executed, a folder of that name and a script are no interpreter", async () => {
  const tree = {
    "/usr/bin/python3": { data: "\x7fELF", mode: 0o644 },
    "/usr/bin/python3.12": { folder: true } as const,
    "/usr/bin/python3.11": script("#!/bin/nothing\n"),
    "/usr/bin/python": { link: "python" },
  };
  expect(await locate({ tree, cmd: ["python3"] })).toBeUndefined();
});

test.each<readonly [string, FileTree, Case]>([
  ["a script that runs itself", { "/a": script("#!/bin/sh\n/a\n") }, { cmd: ["/a"] }],
  [
    "scripts that run each other",
    { "/a": script("#!/bin/sh\n/b $@\n"), "/b": script("#!/bin/sh\n/a $@\n") },
    { cmd: ["/a", "/b", "/a"] },
  ],
  ["a shebang of itself", { "/a": script("#!/a\n") }, { cmd: ["/a"] }],
  ["links in a circle", { "/a": { link: "/b" }, "/b": { link: "/a" } }, { cmd: ["/a"] }],
  [
    "a script of many words",
    { "/a": script(`#!/bin/sh\n${Array.from({ length: 9000 }, (_, n) => `w${n}`).join(" ")}\n`) },
    { cmd: ["/a"] },
  ],
  [
    "a PATH of many folders",
    {},
    { cmd: ["x"], path: Array.from({ length: 9000 }, (_, n) => `/p${n}`).join(":") },
  ],
  [
    "a folder of many pythons",
    Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`/p/python3.${n}`, script("no program")])),
    { cmd: ["x"], path: "/p" },
  ],
])("%s ends the search within bounds", async (_, more, wanted) => {
  const tree = { "/bin/sh": ELF, ...more };
  const { found, looks } = await search({ ...wanted, tree });
  expect(found).toBeUndefined();
  expect(looks).toBeLessThan(64 * 64 + 500);
});

test("whatever argv and PATH an image has, the search ends, and only ever at an absolute path", async () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom("sh", "-c", "/a", "env", "python3", "..", "/", "-", "exec /a; /b", "/usr/bin/python3"),
  );
  const scripts = fc.constantFrom("#!/bin/sh\n/b\n", "#!/usr/bin/env sh\n", "#!", "#! \n", "\x7fELF", "");
  const cases = fc.record({
    cmd: fc.array(word),
    path: fc.string(),
    workdir: fc.string(),
    a: scripts,
    b: scripts,
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ a, b, ...wanted }) => {
      const found = await locate({ ...wanted, tree: { ...DEBIAN, "/a": script(a), "/b": script(b) } });
      expect(found === undefined || /^\/.*python/.test(found)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
