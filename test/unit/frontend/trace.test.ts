import { expect, test } from "vitest";
import type { Definition } from "../../../src/gen/ops.js";
import { OLD_CAPS } from "../../../rehearsal/caps.js";
import { failed } from "../../gateway/fake-bridge.js";
import { graphOf } from "../../gateway/definition-graph.js";
import { namesOf, returned } from "./returned.js";
import { APP, argvOf, BASE, build, SOURCE, type BuildSetup } from "./sample.js";

const TRACED = "[trace] what my/app imports and opens";
const ANALYZED = "[analyze] my/app";

/** The request.json that has this key. */
function requestWith(key: string, definition: Definition): Record<string, unknown> | undefined {
  const files = [...graphOf(definition).ops.values()].flatMap(({ op }) =>
    op?.$case === "file" ? op.value.actions : [],
  );
  return files
    .flatMap(({ action }) =>
      action?.$case === "mkfile" && action.value.path === "/request.json"
        ? [JSON.parse(action.value.data.toString()) as Record<string, unknown>]
        : [],
    )
    .find((request) => key in request);
}

test.each<readonly [string, BuildSetup, boolean]>([
  ["the Kontain image", { kontainfile: "FROM my/app\nTRACE x\n" }, true],
  ["what the analysis found", { kontainfile: "FROM my/app\nTRACE x\n", options: { target: "plan" } }, true],
  ["the toolchain", { kontainfile: "FROM my/app\nTRACE x\n", options: { target: "toolchain" } }, false],
  ["what no TRACE asks for", {}, false],
])("%s is made of a trace or not", async (_, setup, isTraced) => {
  const definition = returned(await build(setup));
  expect(namesOf(definition).includes(TRACED)).toBe(isTraced);
  expect(requestWith("traced", definition) !== undefined).toBe(isTraced);
});

test("the analysis depends on the trace, and is told the lines", async () => {
  const definition = returned(await build({ kontainfile: "FROM my/app\nTRACE x\nLINK auto\nTRACE y\n" }));
  const { ops, nameOf } = graphOf(definition);
  const analysis = [...ops].find(([digest]) => nameOf(digest) === ANALYZED)?.[1];
  expect(analysis?.inputs.map(({ digest }) => nameOf(digest))).toContain(TRACED);
  expect(requestWith("traced", definition)).toMatchObject({ traced: [2, 4] });
});

test("the tracer runs by the name that the command calls python by", async () => {
  const argvs = [
    ...graphOf(returned(await build({ kontainfile: "FROM my/app\nTRACE x\n" }))).ops.values(),
  ].map(argvOf);
  expect(argvs).toContainEqual(["python3", "-E", "-s", "-S", "-B", "/.faktory/tracer/main.py"]);
});

test("the tracer is told what the Kontainfile and the image say", async () => {
  const image = { ...APP, config: { ...(APP.config as object) } };
  const kontainfile =
    'FROM my/app\nEXPOSE 80 81/udp\nSTOPSIGNAL SIGINT\nTRACE ["a", "b"]\nTRACE --timeout=2s --http=GET:/x --http=GET:/y --port=80\nTRACE a | b\n';
  const definition = returned(
    await build({
      kontainfile,
      images: { [SOURCE]: image, [BASE]: { config: { os: "linux", architecture: "amd64" } } },
    }),
  );
  const line = { argv: null, line: null, shell: ["/bin/sh", "-c"], http: [], port: null, timeout: 30 };
  expect(requestWith("traces", definition)).toEqual({
    format: 1,
    config: {
      entrypoint: null,
      cmd: ["python3", "app.py"],
      env: ["PATH=/usr/bin"],
      workdir: "/app",
      user: "",
      ports: ["80/tcp", "81/udp"],
      stop: "SIGINT",
    },
    traces: [
      { ...line, argv: ["a", "b"] },
      {
        ...line,
        http: [
          { method: "GET", path: "/x" },
          { method: "GET", path: "/y" },
        ],
        port: 80,
        timeout: 2,
      },
      { ...line, line: "a | b" },
    ],
  });
});

test("what KEEP and LINK say does not trace anew", async () => {
  const traceOf = async (kontainfile: string) => {
    const { ops, nameOf } = graphOf(returned(await build({ kontainfile })));
    return [...ops.keys()].find((digest) => nameOf(digest) === TRACED);
  };
  const once = await traceOf("FROM my/app\nTRACE x\n");
  expect(once).toBeDefined();
  expect(await traceOf("FROM my/app\nLINK dynamic\nKEEP /srv\n\nTRACE x\n")).toBe(once);
});

const NEW = (code: number): string =>
  `process "python3 -E -s -S -B /.faktory/tracer/main.py" did not complete successfully: exit code: ${code}`;
const OLD = (code: number): string =>
  `executor failed running [python3 -E -s -S -B /.faktory/tracer/main.py]: exit code: ${code}`;
const DETAIL = { typeUrl: "github.com/moby/buildkit/errdefs.Vertex+json", value: Buffer.from("{}") };

/** A build whose trace fails so. */
async function failing(message: string, setup: BuildSetup = {}) {
  const analyze = (): never => {
    throw failed(message, [DETAIL]);
  };
  return build({ kontainfile: "FROM my/app\nTRACE one\nTRACE two\n", steps: { analyze }, ...setup });
}

test("a program that fails is told at its TRACE line, with what BuildKit says of the step", async () => {
  const error = (await failing(NEW(71))).error();
  expect(error).toMatchObject({
    code: 2,
    message:
      "the source image fails where it is traced, so that what was seen of it proves little\n" +
      "  --> Kontainfile:3\n  3 | TRACE two\n    | ^^^^^^^^^\n" +
      "  hint: the log of the trace step has its last words; it has no network but its own, and --timeout=1m gives it longer; " +
      "without the TRACE line it is built untraced",
  });
  expect(error.details[0]).toEqual(DETAIL);
  expect((await failing(OLD(70), { caps: OLD_CAPS })).error().message).toContain("2 | TRACE one\n");
});

test("a program that fails is not run again by another path of its python", async () => {
  const attempts: string[] = [];
  const analyze = (argv: readonly string[]): never => {
    attempts.push(argv[0] ?? "");
    throw failed(NEW(70), [DETAIL]);
  };
  await build({ kontainfile: "FROM my/app\nTRACE one\n", steps: { analyze } });
  expect(attempts).toEqual(["python3"]);
});

test("a tracer that does not start is tried by the interpreter's path, as the analyzer is", async () => {
  const attempts: string[] = [];
  const analyze = (argv: readonly string[]): never => {
    attempts.push(argv[0] ?? "");
    throw failed(NEW(1), [DETAIL]);
  };
  const { error } = await build({ kontainfile: "FROM my/app\nTRACE one\n", steps: { analyze } });
  expect(attempts).toEqual(["python3", "/usr/bin/python3"]);
  expect(error().message).toContain("the source image's Python fails where Faktory runs it");
});
