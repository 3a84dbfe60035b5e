import { expect, test } from "vitest";
import { Op, MountType } from "../../../src/gen/ops.js";
import { printDefinition } from "../../../src/llb/print.js";
import { NEW_CAPS } from "../../../rehearsal/caps.js";
import { PLAN } from "../../../rehearsal/plan.js";
import type { FileTree } from "../../gateway/file-tree.js";
import { DYNAMIC_PLAN, RELINK_PLAN } from "../plan/sample.js";
import { graphs, print, relinking, written } from "./relinking.js";
import { namesOf, returned } from "./returned.js";
import { argvOf, build, type Build } from "./sample.js";

/** The steps of the returned graph whose command holds the text. */
function steps(whole: Build, text: string) {
  return returned(whole)
    .def.map((bytes) => Op.decode(bytes))
    .flatMap((op) => (op.op?.$case === "exec" && argvOf(op).join(" ").includes(text) ? [op.op.value] : []));
}

/** request.json of the step that fetches a distribution. */
function requestFor(whole: Build, key: string): Record<string, unknown> {
  const requests = written(returned(whole), "/request.json").map(
    (text) => JSON.parse(text) as Record<string, unknown>,
  );
  const found = requests.find((request) => request["key"] === key);
  if (found === undefined) throw new Error(`nobody is asked for ${key}`);
  return found;
}

/** The paths that the copy for a distribution's step takes along. */
function given(whole: Build, title: string): readonly string[] {
  const printed = print(whole);
  const [, op = ""] = printed.split(`  name [internal] source of ${title}\n`);
  const [lines = ""] = op.split("\n\n");
  return [...lines.matchAll(/copy #\d+(\S+)/g)].map(([, path = ""]) => path);
}

const TITLES = ["Speedy.XML 4.9.2", "tiny 1.0"];

test("each distribution is fetched with the network and built without, and python.km links them all", async () => {
  const whole = await relinking();
  const graph = print(whole);
  for (const title of TITLES) {
    expect(graph).toContain(`name [relink] ${title}: sources\n`);
    expect(graph).toContain(`name [relink] ${title}\n`);
  }
  expect(steps(whole, "relinker").map(({ meta, network }) => [meta?.args.join(" "), network])).toEqual([
    ["python3 -E -s -B /faktory/relinker/fetch.py speedy-xml 4.9.2", 0],
    ["python3 -E -s -B /faktory/relinker/build.py speedy-xml 4.9.2", 2],
    ["python3 -E -s -B /faktory/relinker/fetch.py tiny 1.0", 0],
    ["python3 -E -s -B /faktory/relinker/build.py tiny 1.0", 2],
  ]);
  const [link] = steps(whole, "link.py");
  expect(link?.meta?.args.slice(-2)).toEqual(["--records", "/records"]);
  expect(link?.mounts.map(({ dest, readonly }) => [dest, readonly])).toEqual([
    ["/", false],
    ["/faktory/linker", true],
    ["/in", true],
    ["/out", false],
    ["/records/speedy-xml", true],
    ["/records/tiny", true],
  ]);
});

test("an image without such distributions is built as before, with no look at the contexts or the report", async () => {
  const before = await build({});
  const options = { "context:sources": "local:sources", "context:relinked": "local:relinked" };
  const empty = await build({ options, steps: { plan: { ...PLAN, relink: [] } } });
  expect(graphs(empty)).toEqual(graphs(before));
});

test("rows of a dynamic plan count for nothing", async () => {
  const { relink } = RELINK_PLAN;
  const whole = await build({ steps: { plan: { ...DYNAMIC_PLAN, relink } } });
  expect(print(whole)).not.toContain("relinker");
});

test("the step that fetches is told what it needs of plan and options", async () => {
  const whole = await relinking({ options: { "build-arg:PIP_INDEX_URL": "https://mirror.example/simple" } });
  expect(requestFor(whole, "speedy-xml")).toEqual({
    format: 1,
    name: "Speedy.XML",
    key: "speedy-xml",
    version: "4.9.2",
    package: {
      name: "python3-speedy-xml",
      version: "4.9.2-1+b1",
      source: "speedy-xml",
      source_version: "4.9.2-1",
    },
    needs: ["libxml2.so.2"],
    distribution: "debian",
    suite: "bookworm",
    python: { version: "3.11.2", abiflags: "", soabi: "cpython-311-x86_64-linux-gnu" },
    indexed: true,
    index: "https://mirror.example/simple",
    sources: [],
  });
  expect(requestFor(await relinking(), "tiny")).toMatchObject({
    index: "https://pypi.org/simple/",
    package: null,
    indexed: true,
  });
});

test("proxies and the network of the client's choice reach the step that fetches, and not the one that builds", async () => {
  const options = { "build-arg:http_proxy": "http://proxy:1", "force-network-mode": "host" };
  const all = steps(await relinking({ options }), "relinker");
  expect(all.map(({ meta, network }) => [meta?.proxyEnv?.httpProxy, network])).toEqual([
    ["http://proxy:1", 1],
    [undefined, 2],
    ["http://proxy:1", 1],
    [undefined, 2],
  ]);
});

test("a certificate and a netrc of the client's reach the step that fetches alone, and may be absent", async () => {
  const secrets = steps(await relinking(), "relinker").map(({ mounts }) =>
    mounts.flatMap(({ mountType, dest, secretOpt }) =>
      mountType === MountType.MOUNT_TYPE_SECRET ? [[dest, secretOpt?.id, secretOpt?.optional]] : [],
    ),
  );
  const both = [
    ["/run/secrets/ca", "ca", true],
    ["/root/.netrc", "netrc", true],
  ];
  expect(secrets).toEqual([both, [], both, []]);
});

test("a daemon that knows no secrets is asked for none", async () => {
  const llb = new Set([...NEW_CAPS.llb].filter((cap) => cap !== "exec.mount.secret"));
  const whole = await relinking({ caps: { ...NEW_CAPS, llb } });
  expect(print(whole)).toContain("[relink] tiny 1.0");
  expect(print(whole)).not.toMatch(/^ {2}secret /m);
});

test("--no-cache-filter relink makes both steps of each distribution anew", async () => {
  const definition = returned(await relinking({ options: { "no-cache": "relink" } }));
  const anew = [...definition.metadata.values()].filter(({ ignoreCache }) => ignoreCache);
  expect(anew.map(({ description }) => description.get("llb.customname")).sort()).toEqual(
    TITLES.flatMap((title) => [`[relink] ${title}`, `[relink] ${title}: sources`]),
  );
});

const SOURCES: FileTree = {
  "/Speedy.XML-4.9.2.tar.gz": "archive",
  "/speedy_xml-5.0.tar.gz": "archive",
  "/tiny-1.0/setup.py": "",
  "/wheel-0.40-py3-none-any.whl": "wheel",
  "/other-1.0.tar.gz": "archive",
  "/README": "",
};

test("of the context sources each distribution gets its own source and the wheels, and hears of its other versions", async () => {
  const whole = await relinking({ sources: SOURCES });
  expect(given(whole, "Speedy.XML 4.9.2")).toEqual(["/Speedy.XML-4.9.2.tar.gz", "/*.whl"]);
  expect(given(whole, "tiny 1.0")).toEqual(["/tiny-1.0", "/*.whl"]);
  expect(requestFor(whole, "speedy-xml")["sources"]).toEqual(["speedy_xml-5.0.tar.gz"]);
  expect(requestFor(whole, "tiny")["sources"]).toEqual([]);
  const mounted = steps(whole, "fetch.py").map(({ mounts }) =>
    mounts.find(({ dest }) => dest === "/in/sources"),
  );
  expect(mounted.map((mount) => mount?.readonly)).toEqual([true, true]);
});

test("each distribution gets the source packages of libraries that the context sources has", async () => {
  const whole = await relinking({
    sources: { ...SOURCES, "/debian/p11-kit_0.25.5-3.dsc": "Version: 0.25.5-3" },
  });
  expect(given(whole, "tiny 1.0")).toEqual(["/tiny-1.0", "/*.whl", "/debian"]);
});

test("a distribution that the context sources has nothing for is fetched as without it", async () => {
  const whole = await relinking({
    sources: { "/tiny-1.0.zip": "archive", "/speedy_xml-5.0.zip": "archive" },
  });
  const mounted = steps(whole, "fetch.py").map(({ mounts }) =>
    mounts.some(({ dest }) => dest === "/in/sources"),
  );
  expect(mounted).toEqual([false, true]);
  expect(requestFor(whole, "speedy-xml")["sources"]).toEqual(["speedy_xml-5.0.zip"]);
});

test("the context sources may be an image", async () => {
  const whole = await relinking({ options: { "context:sources": "docker-image://my/app" } });
  expect(namesOf(returned(whole))).toContain("[relink] tiny 1.0");
});

test.each([
  ["sources", "https://example.com/a.tgz", "is neither a folder nor an image"],
  ["sources", "docker-image://no/such", "cannot be had: docker.io/no/such:latest: not found"],
  ["relinked", "https://example.com/a.tgz", "is neither a folder nor an image"],
  ["relinked", "docker-image://no/such", "cannot be had: docker.io/no/such:latest: not found"],
])("a context %s of no use is an error: %s %s", async (name, text, message) => {
  const { error } = await relinking({ options: { [`context:${name}`]: text } });
  expect(error().message).toContain(`the named context ${name} (${text}) ${message}\n  --> Kontainfile:2\n`);
  expect(error().message).toContain(`hint: pass --build-context ${name}=DIR`);
});

test("what the context relinked has of that version is linked, and neither fetched nor built", async () => {
  const relinked = { "/tiny/1.0/records.json": "{}", "/speedy-xml/5.0/records.json": "{}" };
  const whole = await relinking({ relinked });
  expect(steps(whole, "relinker").map(({ meta }) => meta?.args[5])).toEqual(["speedy-xml", "speedy-xml"]);
  expect(print(whole)).toContain("/tiny/1.0 -> / contents parents");
  expect(steps(whole, "link.py")[0]?.mounts.map(({ dest }) => dest)).toContain("/records/tiny");
});

test("where the context relinked has all, the context sources is not asked for", async () => {
  const relinked = { "/tiny/1.0/records.json": "{}", "/speedy-xml/4.9.2/records.json": "{}" };
  const whole = await relinking({ relinked, sources: SOURCES });
  expect(print(whole)).not.toContain("relinker");
  expect(graphs(whole).map(printDefinition).join("\n")).not.toContain("local://sources");
});
