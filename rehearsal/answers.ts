import { status } from "@grpc/grpc-js";
import type { ApiCap } from "../src/gen/apicaps.js";
import type { ReturnRequest } from "../src/gen/gateway.js";
import type { Capabilities } from "../src/gateway/port.js";
import type { Plan } from "../src/plan/schema.js";
import type { Answers } from "./daemon.js";

/** One build of the rehearsal. */
export interface Part {
  readonly kontainfile: string;
  readonly plan: Plan;
  readonly caps: Capabilities;
  /** Of the image. */
  readonly command: readonly string[];
}

/** A daemon in whose images python3 leads to an interpreter, and whose every step leaves what `part` says. */
export function answersOf(part: Part, onReturn: (request: ReturnRequest) => void): Answers {
  const files = filesOf(part);
  let solves = 0;
  return {
    ping: () => ({
      frontendApiCaps: enabled(part.caps.gateway),
      llbCaps: enabled(part.caps.llb),
      workers: [],
    }),
    inputs: () => ({ definitions: new Map() }),
    resolveImageConfig: () => ({ digest: DIGEST, config: imageOf(part), ref: "" }),
    solve: () => ({
      refDeprecated: "",
      result: {
        result: { $case: "refDeprecated", value: `ref-${String((solves += 1))}` },
        metadata: new Map(),
      },
    }),
    readFile: ({ filePath, range }) => {
      const bytes = files.get(filePath) ?? absent("open", filePath);
      const { offset = 0n, length = BigInt(bytes.length) } = range ?? {};
      return { data: bytes.subarray(Number(offset), Number(offset + length)) };
    },
    statFile: ({ path }) => {
      const { length } = files.get(path) ?? absent("stat", path);
      const mode = 0o755;
      return {
        stat: {
          path,
          mode,
          uid: 0,
          gid: 0,
          size: BigInt(length),
          modTime: 0n,
          linkname: "",
          devmajor: 0n,
          devminor: 0n,
          xattrs: new Map(),
        },
      };
    },
    warn: () => ({}),
    return: (request) => {
      onReturn(request);
      return {};
    },
  };
}

const DIGEST = `sha256:${"a".repeat(64)}`;

function imageOf({ command }: Part): Buffer {
  return Buffer.from(JSON.stringify({ ...IMAGE, config: { ...IMAGE.config, Cmd: command } }));
}

const IMAGE = {
  os: "linux",
  architecture: "amd64",
  config: {
    Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    ExposedPorts: { "8080/tcp": {} },
    Labels: { a: "1" },
    WorkingDir: "/app",
  },
  rootfs: { type: "layers", diff_ids: [] },
  history: [{ created_by: "RUN true" }],
};

function filesOf({ kontainfile, plan }: Part): ReadonlyMap<string, Buffer> {
  const report = {
    format: 1,
    python: plan.python.version,
    revision: "3.11.2-6+deb12u5",
    modules: ["_ssl"],
    warnings: ["another revision"],
  };
  return new Map(
    Object.entries({
      Kontainfile: kontainfile,
      "/plan.json": JSON.stringify(plan),
      "/report.json": JSON.stringify(report),
      "/usr/bin/python3": "\x7fELF",
    }).map(([path, text]) => [path, Buffer.from(text, "latin1")]),
  );
}

function absent(operation: string, path: string): never {
  const details = `${operation} ${path}: no such file or directory`;
  throw Object.assign(new Error(details), { code: status.UNKNOWN, details });
}

function enabled(caps: ReadonlySet<string>): ApiCap[] {
  return Array.from(caps, (id) => ({
    id,
    enabled: true,
    deprecated: false,
    disabledReason: "",
    disabledReasonMsg: "",
    disabledAlternative: "",
  }));
}
