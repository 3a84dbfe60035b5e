import { expect, test } from "vitest";
import { z } from "zod";
import { Op } from "../../../src/gen/ops.js";
import { printDefinition } from "../../../src/llb/print.js";
import { OLD_CAPS } from "../../../rehearsal/caps.js";
import { pythonByName } from "../../../src/frontend/python-by-name.js";
import { ContainerConfig } from "../../../src/oci/image-config.js";
import { graphOf } from "../../gateway/definition-graph.js";
import { failed } from "../../gateway/fake-bridge.js";
import { PLAN } from "../../../rehearsal/plan.js";
import { DYNAMIC_PLAN } from "../plan/sample.js";
import { APP, argvOf, BASE, BASE_DIGEST, build, SOURCE, SOURCE_DIGEST, TREE, type Build } from "./sample.js";

const Config = z.looseObject({
  architecture: z.string(),
  os: z.string(),
  config: z.looseObject({ Cmd: z.array(z.string()), Labels: z.record(z.string(), z.string()) }),
});

/** The definitions that the build had solved, in print. */
function printed({ solves }: Build): readonly string[] {
  return solves.map((request) => (request.kind === "definition" ? printDefinition(request.definition) : ""));
}

/** What a printed definition asks for: the operation, which of its results, and its name. */
function resultOf(text: string): string {
  const [, number = "", output = ""] = /^result #(\d+)(:\d+)?$/m.exec(text) ?? [];
  const [, title = "", name = ""] =
    new RegExp(`^#${number} (\\S+).*\n(?:  name (.*))?`, "m").exec(text) ?? [];
  return [title.replace(/@.*/, ""), output, title === "exec" || title === "file" ? name : ""]
    .filter(Boolean)
    .join(" ");
}

/** The names of the steps that may not come from the cache, in the graph that the build returned. */
function uncached({ outcome }: Build): readonly string[] {
  const end = outcome();
  const request = end?.kind === "result" ? end.request : undefined;
  if (request?.kind !== "definition") throw new Error("the build returned no graph");
  return [...request.definition.metadata.values()]
    .filter(({ ignoreCache }) => ignoreCache)
    .map(({ description }) => description.get("llb.customname") ?? "")
    .sort();
}

test("a build asks for the Kontainfile, the plan, the link report, and returns the image", async () => {
  const whole = await build({});
  expect(printed(whole).map(resultOf)).toEqual([
    "local://dockerfile",
    "exec :4 [analyze] my/app",
    "exec :1 [link] python3.11.2.km (1 module)",
    "file [image] app layer",
  ]);
  expect(whole.outcome()).toMatchObject({ kind: "result", request: whole.solves[3] });
  expect(whole.warnings).toEqual([]);
  expect(whole.resolved.map(({ ref }) => ref)).toEqual([SOURCE, BASE]);
});

test("source and base are pinned by their digests", async () => {
  const text = printed(await build({})).join("\n");
  expect(text).toContain(`docker-image://${SOURCE}@${SOURCE_DIGEST} (linux/amd64)`);
  expect(text).toContain(`docker-image://${BASE}@${BASE_DIGEST} (linux/amd64)`);
});

test("a store without digests is taken by tag", async () => {
  const { config, tree = {} } = APP;
  const images = { [SOURCE]: { config, tree }, [BASE]: { config } };
  expect(printed(await build({ images })).join("\n")).toContain(`docker-image://${SOURCE} (linux/amd64)`);
});

test("the image carries the source's configuration, and says what it is", async () => {
  const { "containerimage.config": text = "", ...rest } = (
    await build({ options: { "label:b": "2" } })
  ).metadata();
  const { os, architecture, config } = Config.parse(JSON.parse(text));
  expect(rest).toEqual({});
  expect([os, architecture, config.Cmd]).toEqual(["linux", "amd64", ["python3", "app.py"]]);
  expect(config.Labels).toEqual({
    a: "1",
    b: "2",
    "app.kontain.link": "static",
    "app.kontain.modules": "_ssl",
    "app.kontain.python": "3.11.2",
    "app.kontain.version": "1",
    "org.opencontainers.image.base.digest": SOURCE_DIGEST,
    "org.opencontainers.image.base.name": SOURCE,
  });
});

test("a dynamic build links nothing, and warns at the line of LINK with the module's name", async () => {
  const kontainfile = "FROM my/app\nLINK auto\n";
  const dynamic = await build({ kontainfile, steps: { plan: DYNAMIC_PLAN } });
  expect(printed(dynamic).join("\n")).not.toContain("link.py");
  expect(dynamic.resolved.map(({ ref }) => ref)).toEqual([SOURCE]);
  const [first] = dynamic.solves;
  const vertex = first?.kind === "definition" ? graphOf(first.definition).root?.digest : undefined;
  expect(dynamic.warnings).toMatchObject([
    {
      digest: vertex,
      short: "LINK auto chose dynamic: a static python.km cannot contain markupsafe._speedups",
      detail: [
        "say LINK dynamic to accept this, or LINK static with DROP for what the program does not need",
      ],
      file: { name: "Kontainfile", text: kontainfile },
      ranges: [{ start: { line: 2, character: 5 }, end: { line: 2, character: 9 } }],
    },
  ]);
});

test("warnings of the file, the linker, the patterns and the analyzer are all shown", async () => {
  const { warnings } = await build({
    kontainfile: 'FROM my/app\nCMD a\nCMD ["python3"]\nDROP tests docs\nKEEP /srv\n',
    steps: {
      plan: {
        ...PLAN,
        dropped: [
          { pattern: "tests", files: 3 },
          { pattern: "docs", files: 0 },
        ],
        findings: [{ code: "setuid", message: "/bin/x is setuid" }],
      },
      report: { format: 1, python: "3.11.2", revision: "r", modules: [], warnings: ["another revision"] },
    },
  });
  expect(warnings.map(({ short, ranges }) => [ranges[0]?.start.line, short])).toEqual([
    [3, "CMD is given again; the one on line 2 does not count"],
    [1, "another revision"],
    [5, "KEEP /srv matches nothing in my/app"],
    [4, "DROP docs matches nothing in my/app"],
    [1, "/bin/x is setuid"],
  ]);
});

test("a daemon that takes no warnings shows them as steps", async () => {
  const old = await build({ caps: OLD_CAPS, steps: { plan: DYNAMIC_PLAN } });
  expect(old.warnings).toEqual([]);
  expect(old.outcome()).toMatchObject({ kind: "result", request: old.solves.at(-1) });
  expect(printed(old).at(-1)).toContain(
    "name [warning] LINK auto chose dynamic: a static python.km cannot contain markupsafe._speedups (line 1); say LINK dynamic to accept this",
  );
});

test("every step points at its line of the Kontainfile, and the file comes along", async () => {
  const { outcome } = await build({ kontainfile: "# syntax=x\nFROM my/app\n" });
  const end = outcome();
  const request = end?.kind === "result" ? end.request : undefined;
  const definition = request?.kind === "definition" ? request.definition : undefined;
  const { root } = graphOf(definition ?? { def: [], metadata: new Map(), source: undefined });
  const info = definition?.source?.infos[0];
  expect(info?.filename).toBe("Kontainfile");
  expect(info?.data.toString()).toBe("# syntax=x\nFROM my/app\n");
  expect(info?.definition?.def.length).toBe(2);
  expect(definition?.source?.locations.get(root?.digest ?? "")?.locations[0]?.ranges).toEqual([
    { start: { line: 2, character: 5 }, end: { line: 2, character: 11 } },
  ]);
});

const STEPS = {
  analyze: ["[analyze] my/app"],
  toolchain: ["[toolchain] python3.11 3.11.2-6+deb12u6 of debian bookworm"],
  link: ["[link] python3.11.2.km (1 module)"],
  check: ["[check] app layer, to be checked", "[check] the result does the same", "[check] what my/app does"],
  image: ["[image] app layer", "[image] packages layer", "[image] runtime layer"],
};

test.each([
  ["", Object.values(STEPS).flat().sort()],
  ["toolchain", STEPS.toolchain],
  ["analyze,link", [...STEPS.analyze, ...STEPS.link]],
  ["check", STEPS.check],
  ["image", STEPS.image],
  ["nothing", []],
])("no-cache=%j makes these steps anew, and no others", async (list, names) => {
  expect(uncached(await build({ options: { "no-cache": list } }))).toEqual(names);
});

test("without no-cache every step may come from the cache", async () => {
  expect(uncached(await build({}))).toEqual([]);
});

test("proxies reach the step that downloads, and no other", async () => {
  const options = {
    "build-arg:HTTP_PROXY": "http://upper:1",
    "build-arg:http_proxy": "http://lower:1",
    "build-arg:HTTPS_PROXY": "http://https:1",
    "build-arg:No_Proxy": "localhost",
    "build-arg:ALL_PROXY": "socks5://all:1",
    "build-arg:ftp_proxy": "http://ftp:1",
    "build-arg:PROXY": "http://none:1",
  };
  const { solves } = await build({ options });
  const last = solves.at(-1);
  const ops = last?.kind === "definition" ? last.definition.def.map((bytes) => Op.decode(bytes)) : [];
  const proxied = ops.flatMap((op) =>
    op.op?.$case === "exec" && op.op.value.meta?.proxyEnv ? [[argvOf(op)[1], op.op.value.meta.proxyEnv]] : [],
  );
  expect(proxied).toEqual([
    [
      "/faktory/toolchain/debian.sh",
      {
        httpProxy: "http://lower:1",
        httpsProxy: "http://https:1",
        ftpProxy: "http://ftp:1",
        noProxy: "localhost",
        allProxy: "socks5://all:1",
      },
    ],
  ]);
});

test("--target plan builds neither toolchain nor python.km", async () => {
  const plan = await build({ options: { target: "plan" } });
  expect(printed(plan).join("\n")).not.toMatch(/debian\.sh|link\.py/);
  expect(plan.resolved.map(({ ref }) => ref)).toEqual([SOURCE]);
  expect(JSON.parse(plan.metadata()["containerimage.config"] ?? "")).toMatchObject({ os: "linux" });
});

test("what the analyzer may link comes from the table of the linker", async () => {
  const texts = (await build({})).solves.flatMap((request) =>
    request.kind === "definition" ? request.definition.def.map(String) : [],
  );
  expect(texts.some((text) => text.includes('"linkable": {\n  "3.11": [\n   "_ssl"\n  ]\n }'))).toBe(true);
});

test("where python by its name starts no analyzer, the source's tree is asked for, and the analyzer runs by a path", async () => {
  const whole = await build({
    steps: {
      analyze: (argv) => {
        if (argv[0] === "python3")
          throw failed('process "python3" did not complete successfully: exit code: 1');
        return { tree: { "/plan.json": JSON.stringify(PLAN) } };
      },
    },
  });
  expect(printed(whole).map(resultOf).slice(1, 4)).toEqual([
    "exec :4 [analyze] my/app",
    "docker-image://docker.io/my/app:latest",
    "exec :4 [analyze] my/app",
  ]);
  expect(printed(whole).at(-1)).toContain("$ /usr/bin/python3 -E -s -S -B /.faktory/analyzer/main.py");
});

test.each([
  ["a path", { Cmd: ["/usr/bin/python3"], Env: ["PATH=/usr/bin"] }],
  ["another program", { Entrypoint: ["gunicorn"], Cmd: ["python3"], Env: ["PATH=/usr/bin"] }],
  ["a name where the image has no PATH", { Cmd: ["python3"], Env: ["A=PATH=/usr/bin"] }],
  ["a name where a folder of PATH depends on where one is", { Cmd: ["python3"], Env: ["PATH=bin:/usr/bin"] }],
])("%s is not left to the engine to find", (_, config) => {
  expect(pythonByName(ContainerConfig.parse(config))).toBeUndefined();
});

test("python's usual names are", () => {
  const named = (name: string): string | undefined =>
    pythonByName(ContainerConfig.parse({ Cmd: [name, "app.py"], Env: ["PATH=/usr/bin"] }));
  expect(["python", "python3", "python3.14", "python2"].map(named)).toEqual([
    "python",
    "python3",
    "python3.14",
    "python2",
  ]);
});

test("an interpreter that is a copy elsewhere runs the analyzer by its own path", async () => {
  const config = { os: "linux", architecture: "amd64", config: { Cmd: ["/opt/python3", "x.py"] } };
  const tree = { ...TREE, "/opt/python3": { data: "\x7fELF", mode: 0o755 } };
  const text = printed(await build({ images: { [SOURCE]: { config, tree }, [BASE]: APP } })).join("\n");
  expect(text).toContain("$ /opt/python3 -E -s -S -B /.faktory/analyzer/main.py");
});
