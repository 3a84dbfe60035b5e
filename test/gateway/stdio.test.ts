import { Metadata, status } from "@grpc/grpc-js";
import { createHash, randomBytes } from "node:crypto";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import type { ReturnRequest } from "../../src/gen/gateway.js";
import { Status } from "../../src/gen/status.js";
import { serveBridge, type Answers } from "../../rehearsal/daemon.js";

// Every test starts a node process.
vi.setConfig({ testTimeout: 60_000 });

const LARGE = 15_700_000;
const CAPS = ["solve.base", "readfile", "return"].map((id) => ({
  id,
  enabled: true,
  deprecated: false,
  disabledReason: "",
  disabledReasonMsg: "",
  disabledAlternative: "",
}));

/** Runs the client against a daemon that gives these answers, until it ends. */
async function run(
  scenario: string,
  answers: Answers,
  hangUp?: (client: ChildProcessWithoutNullStreams) => void,
) {
  const client = spawn(process.execPath, ["--import", "tsx", "test/gateway/stdio-client.ts", scenario]);
  const returned: ReturnRequest[] = [];
  serveBridge(Duplex.from({ readable: client.stdout, writable: client.stdin }), {
    ping: () => {
      hangUp?.(client);
      return { frontendApiCaps: CAPS, llbCaps: [], workers: [] };
    },
    solve: () => ({
      refDeprecated: "",
      result: { result: { $case: "ref", value: { id: "r1", def: undefined } }, metadata: new Map() },
    }),
    return: (request) => {
      returned.push(request);
      return {};
    },
    ...answers,
  });
  const exit = new Promise<number | null>((resolve) => client.once("exit", resolve));
  const [log, code] = await Promise.all([text(client.stderr), exit]);
  return { code, log, returned };
}

function fileBytes(path: string): Buffer {
  return Buffer.alloc(LARGE, `${path} `);
}

test("a frontend solves and returns over its stdin and stdout, then exits with 0", async () => {
  const { code, log, returned } = await run("return", {});
  expect(log).toBe("a line for the log\n");
  expect(code).toBe(0);
  expect(returned).toHaveLength(1);
  expect(returned[0]?.result?.result).toMatchObject({ $case: "ref", value: { id: "r1" } });
  expect(returned[0]?.result?.metadata.get("containerimage.config")?.toString()).toBe('{"caps":3}');
});

test("four files of 15.7 MB are read at once, in ranges of at most 1 MiB", async () => {
  const files = new Map(Array.from({ length: 4 }, (_, i) => [`/file${i}`, fileBytes(`/file${i}`)]));
  const lengths: bigint[] = [];
  const { code, returned } = await run("readInParallel", {
    readFile: ({ filePath, range }) => {
      if (range === undefined) throw new Error("a whole file was asked for");
      lengths.push(range.length);
      const offset = Number(range.offset);
      const bytes = files.get(filePath);
      return { data: bytes?.subarray(offset, offset + Number(range.length)) ?? Buffer.alloc(0) };
    },
  });
  expect(code).toBe(0);
  expect(new Set(lengths)).toEqual(new Set([1024n * 1024n]));
  const digests = [...files].map(
    ([path, bytes]) => [path.slice(1), createHash("sha256").update(bytes).digest()] as const,
  );
  expect(returned[0]?.result?.metadata).toEqual(new Map(digests));
});

test("one message of 15.7 MB arrives", async () => {
  const config = Buffer.alloc(LARGE, "x");
  const { code, returned } = await run("readOneMessage", {
    resolveImageConfig: () => ({ digest: "", config, ref: "" }),
  });
  expect(code).toBe(0);
  expect(returned[0]?.result?.metadata.get("size")?.toString()).toBe(String(LARGE));
});

// Larger ones cannot arrive: nghttp2 ends the connection at a header of 64 KiB (NGHTTP2_HD_MAX_NV).
test.each([20, 40_000])("a failure with %i bytes of details is returned as it came", async (size) => {
  const failure: Status = {
    code: status.UNKNOWN,
    message: "process “python3” did not complete: exit code: 1",
    details: [{ typeUrl: "github.com/moby/buildkit/stack.Stack+json", value: randomBytes(size) }],
  };
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(Status.encode(failure).finish()));
  const { code, returned } = await run("fail", {
    solve: () => {
      throw Object.assign(new Error(), { code: failure.code, details: failure.message, metadata });
    },
  });
  expect(code).toBe(0);
  expect(returned).toEqual([{ result: undefined, error: failure }]);
});

test("a daemon that hangs up ends the frontend with a failure", async () => {
  const { code, log, returned } = await run("return", {}, (client) => client.stdin.destroy());
  expect({ code, returned }).toEqual({ code: 1, returned: [] });
  expect(log).toContain("GatewayError: ");
});
