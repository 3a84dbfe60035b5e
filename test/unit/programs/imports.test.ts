import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";

const PROGRAM = join(import.meta.dirname, "../../programs/rivals/imports.py");

const FILES: Readonly<Record<string, string>> = {
  "main.py": "import pkg.one\nimport importlib\nimportlib.import_module('pkg.named')\n",
  "pkg/__init__.py": "",
  "pkg/one.py": "from . import two\nfrom .sub import thing\ndef late():\n    from ..space import x\n",
  "pkg/two.py":
    "from pkg.sub.deep import three as four\ntry:\n    import nothing\nexcept ImportError:\n    pass\n",
  "pkg/named.py": "",
  "pkg/unused.py": "",
  "pkg/sub/__init__.py": "thing = 1\n",
  "pkg/sub/deep/three.py": "from ... import five\n",
  "pkg/five.py": "not python",
};

test("what import statements lead to, and nothing that is named otherwise", { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "faktory-imports-"));
  try {
    for (const [name, text] of Object.entries(FILES)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const { stdout } = spawnSync("python3", ["-B", PROGRAM, join(folder, "main.py")], { encoding: "utf8" });
    const { files } = z.object({ files: z.array(z.string()) }).parse(JSON.parse(stdout));
    const own = files.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length + 1));
    expect(own).toEqual(
      [
        ...["pkg/__init__.py", "pkg/one.py", "pkg/two.py", "pkg/five.py"],
        ...["pkg/sub/__init__.py", "pkg/sub/deep/three.py"],
      ].sort(),
    );
    expect(files.some((path) => path.endsWith("/importlib/__init__.py"))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
