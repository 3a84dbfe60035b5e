import { expect, test } from "vitest";
import { isNotFound } from "../../src/gateway/gateway-error.js";
import { image } from "../../src/llb/image.js";
import { local } from "../../src/llb/local.js";
import { marshal } from "../../src/llb/marshal.js";
import { scratch, type State } from "../../src/llb/state.js";
import { parseDigest } from "../../src/oci/digest.js";
import { OLD_CAPS } from "../../rehearsal/caps.js";
import { failed, fakeBridge, type FakeSetup } from "./fake-bridge.js";

const DEBIAN = "docker.io/library/debian:bookworm";
const SETUP: FakeSetup = {
  images: {
    [DEBIAN]: {
      config: { os: "linux", architecture: "amd64" },
      digest: `sha256:${"a".repeat(64)}`,
      tree: {
        "/usr/bin/python3.11": { data: "\x7fELF", mode: 0o755 },
        "/usr/bin/python3": { link: "python3.11" },
        "/bin": { link: "usr/bin" },
      },
    },
  },
  locals: { dockerfile: { "/Kontainfile": "FROM debian:bookworm\n" } },
};

function asked(state: State) {
  return { kind: "definition", definition: marshal(state) } as const;
}

test("an image's tree is read through its links, and its folders list them as links", async () => {
  const { gateway } = fakeBridge(SETUP);
  const { ref } = await gateway.solve(asked(image(DEBIAN)));
  expect(Buffer.from(await ref.readFile("/bin/python3")).toString()).toBe("\x7fELF");
  expect(await ref.statFile("/bin/python3")).toMatchObject({ path: "python3", kind: "file", mode: 0o755 });
  const names = (await ref.readDir("/bin", "python*")).map(({ path, kind, linkname }) => [
    path,
    kind,
    linkname,
  ]);
  expect(names).toEqual([
    ["python3", "symlink", "python3.11"],
    ["python3.11", "file", ""],
  ]);
  await expect(ref.statFile("/bin/node")).rejects.toSatisfy(isNotFound);
});

test("a pinned image is the image of its tag", async () => {
  const { gateway, resolved } = fakeBridge(SETUP);
  const { digest } = await gateway.resolveImageConfig(DEBIAN, {
    platform: { os: "linux", architecture: "amd64" },
  });
  const { ref } = await gateway.solve(asked(image(`${DEBIAN}@${String(digest)}`)));
  expect(await ref.readDir("/")).toHaveLength(2);
  expect(resolved.map((call) => call.ref)).toEqual([DEBIAN]);
});

test("a step runs once, when its result is first read", async () => {
  const ran: string[] = [];
  const bridge = fakeBridge({
    run: (work) => {
      ran.push(work.kind === "definition" ? String(work.op.op?.$case) : work.frontend);
      return { tree: { "/plan.json": "{}" } };
    },
  });
  const { ref } = await bridge.gateway.solve(asked(local("elsewhere", { sessionId: "s" })));
  expect(ran).toEqual([]);
  await ref.readFile("/plan.json");
  await ref.statFile("/plan.json");
  expect(ran).toEqual(["source"]);
  expect(bridge.solves).toHaveLength(1);
});

test("a step's failure is the failure of the solve that evaluates", async () => {
  const { gateway } = fakeBridge({
    run: () => {
      throw failed("exit code: 1");
    },
  });
  const request = { ...asked(local("elsewhere", { sessionId: "s" })), evaluate: true };
  await expect(gateway.solve(request)).rejects.toThrow("exit code: 1");
});

test("scratch solves to the empty ref", async () => {
  const { ref } = await fakeBridge({}).gateway.solve(asked(scratch));
  expect(ref.id).toBe("");
  expect(await ref.readDir("/")).toEqual([]);
  await expect(ref.readFile("/plan.json")).rejects.toThrow("open /plan.json: no such file or directory");
});

test("a build returns once", async () => {
  const bridge = fakeBridge(SETUP);
  const request = asked(local("dockerfile", { sessionId: "s" }));
  const { ref } = await bridge.gateway.solve(request);
  await bridge.gateway.returnResult({ ref, metadata: new Map() });
  expect(bridge.outcome()).toMatchObject({ kind: "result", request });
  const again = bridge.gateway.returnError({ code: 2, message: "late", details: [] });
  await expect(again).rejects.toThrow("gateway result is already set");
});

test("Docker 20.10 takes no warnings", async () => {
  const { gateway, warnings } = fakeBridge({ caps: OLD_CAPS });
  const digest = parseDigest(`sha256:${"0".repeat(64)}`);
  if (digest === undefined) throw new Error("not a digest");
  await gateway.warn({ digest, short: "unseen", detail: [], ranges: [] });
  expect(warnings).toEqual([]);
});
