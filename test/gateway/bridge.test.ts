import { expect, test } from "vitest";
import { greet, openBridge } from "../../src/gateway/bridge.js";
import type { Gateway, SolveRequest } from "../../src/gateway/port.js";
import type { Result, ReturnRequest, SolveRequest as WireRequest } from "../../src/gen/gateway.js";
import type { Definition } from "../../src/gen/ops.js";
import { parseDigest } from "../../src/oci/digest.js";
import { dial, enabledCap } from "./dial.js";
import type { Answers } from "../../rehearsal/daemon.js";

const DEFINITION: Definition = { def: [Buffer.from("op")], metadata: new Map(), source: undefined };
const CACHE = [{ type: "registry", attrs: new Map([["ref", "example.com/cache"]]) }];
const ASKED: SolveRequest = { kind: "definition", definition: DEFINITION, evaluate: true };
const ONE_REF: Result = {
  result: { $case: "ref", value: { id: "r1", def: DEFINITION } },
  metadata: new Map([["note", Buffer.from("text")]]),
};

async function bridge(answers: Answers, caps: readonly string[] = []): Promise<Gateway> {
  const disabled = { ...enabledCap("gateway.warnings"), enabled: false };
  const frontendApiCaps = caps.length === 0 ? [disabled] : caps.map(enabledCap);
  const ping = () => ({ frontendApiCaps, llbCaps: [enabledCap("file.base")], workers: [WORKER] });
  const call = await dial({ ping, ...answers });
  return openBridge(call, await greet(call), CACHE);
}

const AMD64 = { os: "linux", architecture: "amd64", variant: "", osVersion: "", osFeatures: [] };
const WORKER = { id: "w", labels: new Map([["executor", "oci"]]), platforms: [AMD64] };

/** Keeps what was asked and gives one answer. */
function recorder<Request, Response>(response: Response) {
  const requests: Request[] = [];
  const answer = (request: Request): Response => {
    requests.push(request);
    return response;
  };
  return { requests, answer };
}

test("only enabled caps count", async () => {
  const { caps, workers } = await bridge({});
  expect(caps).toEqual({ gateway: new Set(), llb: new Set(["file.base"]) });
  expect(workers).toEqual([{ ...WORKER, platforms: [{ os: "linux", architecture: "amd64" }] }]);
});

test("a solve carries the build's cache imports and takes its result in one piece", async () => {
  const solve = recorder<WireRequest, { refDeprecated: string; result: Result }>({
    refDeprecated: "",
    result: ONE_REF,
  });
  const gateway = await bridge({ solve: solve.answer }, ["gateway.solve.evaluate"]);
  const { ref, refs, metadata } = await gateway.solve(ASKED);
  expect(solve.requests).toMatchObject([
    {
      definition: DEFINITION,
      allowResultReturn: true,
      allowResultArrayRef: false,
      evaluate: true,
      cacheImports: CACHE,
    },
  ]);
  expect([ref.id, ref.definition, refs.size]).toEqual(["r1", DEFINITION, 0]);
  expect(metadata.get("note")?.toString()).toBe("text");
});

test("without the cap, a result is evaluated by looking at its root", async () => {
  const solve = recorder<WireRequest, { refDeprecated: string; result: Result }>({
    refDeprecated: "",
    result: ONE_REF,
  });
  const stat = { path: "", mode: 2 ** 31 + 0o755, uid: 0, gid: 0, size: 0n, modTime: 0n, linkname: "" };
  const statFile = recorder({ stat: { ...stat, devmajor: 0n, devminor: 0n, xattrs: new Map() } });
  const gateway = await bridge({ solve: solve.answer, statFile: statFile.answer });
  await gateway.solve(ASKED);
  expect(solve.requests[0]?.evaluate).toBe(false);
  expect(statFile.requests).toEqual([{ ref: "r1", path: ".", mountIndex: 0 }]);
});

test("a frontend gets the cache imports as its option too", async () => {
  const solve = recorder<WireRequest, { refDeprecated: string; result: Result }>({
    refDeprecated: "",
    result: {
      result: { $case: "refs", value: { refs: new Map([["linux/amd64", { id: "r2", def: undefined }]]) } },
      metadata: new Map(),
    },
  });
  const gateway = await bridge({ solve: solve.answer });
  const options = new Map([["filename", "Dockerfile"]]);
  const inputs = new Map([["base", DEFINITION]]);
  const { ref, refs } = await gateway.solve({ kind: "frontend", frontend: "dockerfile.v0", options, inputs });
  expect(solve.requests[0]?.frontendOpt).toEqual(
    new Map([
      ["filename", "Dockerfile"],
      ["cache-imports", '[{"Type":"registry","Attrs":{"ref":"example.com/cache"}}]'],
    ]),
  );
  expect(solve.requests[0]?.frontendInputs).toEqual(inputs);
  expect(ref.id).toBe("");
  expect(refs.get("linux/amd64")?.id).toBe("r2");
});

test("a classic image store gives a config without a digest", async () => {
  const resolve = recorder({ digest: "", config: Buffer.from("{}"), ref: "" });
  const gateway = await bridge({ resolveImageConfig: resolve.answer });
  const platform = { os: "linux", architecture: "amd64" };
  const resolved = await gateway.resolveImageConfig("docker.io/library/a:1", {
    platform,
    resolveMode: "local",
  });
  expect(resolved).toEqual({ ref: undefined, digest: undefined, config: Buffer.from("{}") });
  expect(resolve.requests).toEqual([
    {
      ref: "docker.io/library/a:1",
      platform: AMD64,
      resolveMode: "local",
      logName: "[internal] load metadata for docker.io/library/a:1",
      resolverType: 0,
      sessionId: "",
      storeId: "",
    },
  ]);
});

test("an image in an OCI layout is looked up in the client's store", async () => {
  const resolve = recorder({ digest: "", config: Buffer.from("{}"), ref: "" });
  const gateway = await bridge({ resolveImageConfig: resolve.answer });
  const platform = { os: "linux", architecture: "amd64" };
  const store = { sessionId: "s", storeId: "t" };
  await gateway.resolveImageConfig("t/a:1", { platform, store });
  expect(resolve.requests).toMatchObject([{ resolverType: 1, sessionId: "s", storeId: "t" }]);
});

test("warnings go where the daemon takes them, and nowhere else", async () => {
  const warn = recorder({});
  const digest = parseDigest(`sha256:${"0".repeat(64)}`);
  if (digest === undefined) throw new Error("not a digest");
  const start = { line: 2, character: 0 };
  const range = { start, end: { line: 2, character: 4 } };
  const file = { name: "Kontainfile", text: "FROM x" };
  const warning = { digest, short: "LINK is dynamic", detail: ["why"], file, ranges: [range] };
  const old = await bridge({ warn: warn.answer });
  await old.warn(warning);
  expect(warn.requests).toEqual([]);
  const recent = await bridge({ warn: warn.answer }, ["gateway.warnings"]);
  await recent.warn(warning);
  expect(warn.requests).toEqual([
    {
      digest,
      level: 1n,
      short: Buffer.from("LINK is dynamic"),
      detail: [Buffer.from("why")],
      url: "",
      info: {
        filename: "Kontainfile",
        data: Buffer.from("FROM x"),
        definition: undefined,
        language: "Kontainfile",
      },
      ranges: [range],
    },
  ]);
});

test("an empty result has metadata and no ref", async () => {
  const back = recorder<ReturnRequest, object>({});
  const gateway = await bridge({ return: back.answer });
  await gateway.returnResult({ metadata: new Map([["result.txt", Buffer.from("targets")]]) });
  const metadata = new Map([["result.txt", Buffer.from("targets")]]);
  expect(back.requests).toEqual([{ result: { result: undefined, metadata }, error: undefined }]);
});

test("a daemon that knows no inputs has none", async () => {
  expect((await bridge({})).inputs).toEqual(new Map());
  const inputs = recorder({ definitions: new Map([["base", DEFINITION]]) });
  expect((await bridge({ inputs: inputs.answer })).inputs).toEqual(new Map([["base", DEFINITION]]));
});
