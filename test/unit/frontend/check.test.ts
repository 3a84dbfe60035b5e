import { expect, test } from "vitest";
import type { Definition } from "../../../src/gen/ops.js";
import { OLD_CAPS } from "../../../rehearsal/caps.js";
import { failed } from "../../gateway/fake-bridge.js";
import { graphOf } from "../../gateway/definition-graph.js";
import { namesOf, returned } from "./returned.js";
import { APP, argvOf, BASE, build, SOURCE, type BuildSetup } from "./sample.js";

/** What the checker is asked. */
function requestOf(definition: Definition): Record<string, unknown> {
  const files = [...graphOf(definition).ops.values()].flatMap(({ op }) =>
    op?.$case === "file" ? op.value.actions : [],
  );
  const requests = files.flatMap(({ action }) =>
    action?.$case === "mkfile" && action.value.path === "/request.json" ? [action.value.data.toString()] : [],
  );
  const found = requests.map((text) => JSON.parse(text) as Record<string, unknown>);
  const request = found.find((each) => "checks" in each);
  if (request === undefined) throw new Error("no request for the checker");
  return request;
}

const BASE_IMAGE = { config: { os: "linux", architecture: "amd64" } };
const IMPORTS = "FROM my/app\nCHECK imports\n";
const CHECKED = "[check] the result does the same";

test.each<readonly [string, BuildSetup, boolean]>([
  ["the Kontain image", { kontainfile: IMPORTS }, true],
  [
    "the image with KM inside",
    { kontainfile: IMPORTS, options: { target: "km", "context:km": "local:km" } },
    true,
  ],
  ["just the payload", { kontainfile: IMPORTS, options: { target: "python.km" } }, false],
  ["what the analysis found", { kontainfile: IMPORTS, options: { target: "plan" } }, false],
  ["the toolchain", { kontainfile: IMPORTS, options: { target: "toolchain" } }, false],
  ["what no CHECK asks for", {}, true],
  ["what CHECK none makes", { kontainfile: "FROM my/app\nCHECK none\n" }, false],
])("%s is checked or not", async (_, setup, isChecked) => {
  expect(namesOf(returned(await build(setup))).includes(CHECKED)).toBe(isChecked);
});

test("the image depends on the check, and its root is the image without it", async () => {
  const { ops, root, nameOf } = graphOf(returned(await build({ kontainfile: IMPORTS })));
  const named = (digest = "") => nameOf(digest);
  expect(root?.op.inputs.map(({ digest }) => named(digest))).toContain(CHECKED);
  const checking = [...ops].find(([digest]) => named(digest) === CHECKED)?.[1];
  expect(named(checking?.inputs[0]?.digest)).toBe("[check] app layer, to be checked");
});

test("a checked image is solved at once, so that its failure is ours to tell", async () => {
  expect(
    (await build({ kontainfile: IMPORTS })).solves.findLast(({ evaluate }) => evaluate === true)?.kind,
  ).toBe("definition");
});

test("the checker is told what the Kontainfile and the image say", async () => {
  const image = {
    ...APP,
    config: { ...(APP.config as object), history: [{ created_by: "RUN pip install x" }, {}] },
  };
  const kontainfile =
    'FROM my/app\nDROP tests\nEXPOSE 80 81/udp\nCHECK ["a", "b"]\nCHECK --timeout=2s --http=GET:/x --port=80\nCHECK a | b\n';
  const request = requestOf(
    returned(await build({ kontainfile, images: { [SOURCE]: image, [BASE]: BASE_IMAGE } })),
  );
  const line = { argv: null, line: null, shell: ["/bin/sh", "-c"], http: null, port: null, timeout: 30 };
  expect(request).toEqual({
    format: 1,
    config: {
      entrypoint: null,
      cmd: ["python3", "app.py"],
      env: ["PATH=/usr/bin"],
      workdir: "/app",
      user: "",
      ports: ["80/tcp", "81/udp"],
    },
    checks: [
      { ...line, argv: ["a", "b"] },
      { ...line, http: { method: "GET", path: "/x" }, port: 80, timeout: 2 },
      { ...line, line: "a | b" },
    ],
    drop: ["tests"],
    history: ["RUN pip install x"],
  });
  expect(requestOf(returned(await build({ kontainfile: IMPORTS })))).toMatchObject({ checks: null });
});

const NEW = (code: number): string =>
  `process "/.faktory/run/python -s -S -B /.faktory/checker/main.py result" did not complete successfully: exit code: ${code}`;
const OLD = (code: number): string =>
  `executor failed running [/usr/bin/python3.11 -E -s -S -B /.faktory/checker/main.py source]: exit code: ${code}`;
const DETAIL = { typeUrl: "github.com/moby/buildkit/errdefs.Vertex+json", value: Buffer.from("{}") };
const FAILED =
  "the Kontain image does not do what the source image does\n" +
  "  --> Kontainfile:2\n  2 | CHECK one\n    | ^^^^^^^^^\n" +
  "  hint: the log of the check step shows both, and the KEEP line for what is missing; with CHECK none it is built unchecked";

/** The error of a build whose last step fails so. */
async function errorOf(message: string, kontainfile: string, setup: BuildSetup = {}) {
  const other = (): never => {
    throw failed(message, [DETAIL]);
  };
  return (await build({ ...setup, kontainfile, steps: { other } })).error();
}

test("a result that differs is told at the CHECK line that shows it, with what BuildKit says of the step", async () => {
  const kontainfile = "FROM my/app\nCHECK one\nCHECK two\n";
  const error = await errorOf(NEW(10), kontainfile);
  expect(error).toMatchObject({ code: 2, message: FAILED });
  expect(error.details[0]).toEqual(DETAIL);
  expect((await errorOf(NEW(11), kontainfile)).message).toContain("Kontainfile:3\n  3 | CHECK two\n");
});

test("CHECK imports is blamed like any CHECK, and FROM where it is the default", async () => {
  expect((await errorOf(NEW(10), IMPORTS)).message).toContain("Kontainfile:2\n  2 | CHECK imports\n");
  const { message } = await errorOf(NEW(10), "FROM my/app\nLINK static\n");
  expect(message).toBe(
    FAILED.replace(
      "Kontainfile:2\n  2 | CHECK one\n    | ^^^^^^^^^",
      "Kontainfile:1\n  1 | FROM my/app\n    |      ^^^^^^",
    ),
  );
});

test("a source that fails its own check is told as one, also on Docker 20.10", async () => {
  const error = await errorOf(OLD(41), "FROM my/app\nCHECK one\nCHECK two\n", { caps: OLD_CAPS });
  expect(error.message).toBe(
    "the source image itself does not do what the check asks of it\n" +
      "  --> Kontainfile:3\n  3 | CHECK two\n    | ^^^^^^^^^\n" +
      "  hint: the log of the check step has its last words; it has no network but its own; with CHECK none it is built unchecked",
  );
});

test.each([NEW(1), NEW(12), NEW(137), NEW(10).replace("checker", "elsewhere")])(
  "%s is BuildKit's to tell",
  async (message) => {
    expect(await errorOf(message, "FROM my/app\nCHECK one\nCHECK two\n")).toMatchObject({ code: 2, message });
  },
);

test("each side runs its own interpreter: the result's brings what the source left", async () => {
  const steps = [...graphOf(returned(await build({ kontainfile: IMPORTS }))).ops.values()].map(argvOf);
  const checks = steps.filter((argv) => argv.includes("/.faktory/checker/main.py"));
  expect(checks.map((argv) => [argv[0], argv.at(-1)])).toEqual([
    ["/usr/bin/python3.11", "source"],
    ["/.faktory/run/python", "result"],
  ]);
});
