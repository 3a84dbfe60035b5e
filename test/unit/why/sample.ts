import type { Kept, Why } from "../../../src/why/schema.js";

const SITE = "/usr/lib/python3/dist-packages";

/** A row of what stays; `at` is "file:line". */
function kept(path: string, layer: Kept["layer"], why: string, at?: string): Kept {
  const [from = "", line = ""] = at?.split(":") ?? [];
  return {
    path,
    layer,
    why: [why],
    from: at === undefined ? null : from,
    line: at === undefined ? null : Number(line),
  };
}

export const WHY: Why = {
  format: 1,
  kept: [
    kept("/app", "app", "WORKDIR"),
    kept("/usr/lib/python3.11", "runtime", "sys.path has it"),
    kept("/usr/lib/python3.11/json", "runtime", "imports it", `${SITE}/web/__init__.py:4`),
    kept("/usr/lib/python3.11/json/__init__.py", "runtime", "imports it", `${SITE}/web/__init__.py:4`),
    kept(SITE, "packages", "sys.path has it"),
    kept(`${SITE}/web`, "packages", "imports it", "/app/app.py:2"),
    {
      ...kept(`${SITE}/web/__init__.py`, "packages", "imports it", "/app/app.py:2"),
      why: ["imports it", "names it in a text"],
    },
    kept(`${SITE}/web/json.py`, "packages", "imports it", `${SITE}/web/__init__.py:5`),
    kept(
      `${SITE}/web/_fast.cpython-311-x86_64-linux-gnu.so`,
      "packages",
      "imports it",
      `${SITE}/web/json.py:1`,
    ),
  ],
  dropped: [
    {
      path: `${SITE}/Tree.House-1.0.dist-info`,
      why: "nothing of the program reaches it",
      files: 12,
      bytes: 3400,
    },
    { path: `${SITE}/tree_house`, why: "nothing of the program reaches it" },
    { path: `${SITE}/web/contrib`, why: "nothing of the program reaches it", files: 1 },
    { path: "/app/tests", why: "DROP tests" },
  ],
  undecided: [{ path: `${SITE}/web/__init__.py`, line: 40, kind: "import_module", kept: "all of web" }],
};
