import { GatewayError } from "../../src/gateway/gateway-error.js";
import type {
  Capabilities,
  Gateway,
  Ref,
  ResolvedImage,
  ResolveImageOptions,
  SolveRequest,
  SolveResult,
  Warning,
} from "../../src/gateway/port.js";
import { EMPTY_REF } from "../../src/gateway/ref.js";
import type { ReturnedError } from "../../src/gateway/returned-error.js";
import type { Definition, Op } from "../../src/gen/ops.js";
import { parseDigest } from "../../src/oci/digest.js";
import { NEW_CAPS } from "../../rehearsal/caps.js";
import { graphOf, type Graph } from "./definition-graph.js";
import { readsOf, type FileTree } from "./file-tree.js";

/** An image of the store. */
export interface FakeImage {
  /** The image configuration document; JSON. */
  readonly config: unknown;
  /** Left out, as in a classic image store. */
  readonly digest?: string;
  readonly tree?: FileTree;
}

/** What a solve asks for that is not the plain tree of an image or a local folder. */
export type Work =
  | { readonly kind: "definition"; readonly graph: Graph; readonly op: Op; readonly index: number }
  | {
      readonly kind: "frontend";
      readonly frontend: string;
      readonly options: ReadonlyMap<string, string>;
      readonly inputs: ReadonlyMap<string, Definition>;
    };

export interface Made {
  readonly tree: FileTree;
  readonly metadata?: Readonly<Record<string, string>>;
  /** The graph that makes the tree; a definition's own where left out. */
  readonly definition?: Definition;
}

export interface FakeSetup {
  readonly caps?: Capabilities;
  /** By full reference: `docker.io/library/debian:bookworm`. */
  readonly images?: Readonly<Record<string, FakeImage>>;
  /** Folders of the client's, by name: `dockerfile`, `context`. */
  readonly locals?: Readonly<Record<string, FileTree>>;
  readonly inputs?: ReadonlyMap<string, Definition>;
  /** Runs the work; what it throws is the failure of the step, so throw `failed(…)`. */
  readonly run?: (work: Work) => Made | Promise<Made>;
}

/** How the build ended. */
export type Outcome =
  | {
      readonly kind: "result";
      readonly ref: Ref | undefined;
      /** What the ref was solved from. */
      readonly request: SolveRequest | undefined;
      readonly metadata: ReadonlyMap<string, Uint8Array>;
    }
  | { readonly kind: "error"; readonly error: ReturnedError };

export interface FakeBridge {
  readonly gateway: Gateway;
  /** Everything that the build asked for, in order. */
  readonly solves: readonly SolveRequest[];
  readonly resolved: readonly { readonly ref: string; readonly options: ResolveImageOptions }[];
  readonly warnings: readonly Warning[];
  readonly outcome: () => Outcome | undefined;
}

/** A step's failure in the daemon's words. */
export function failed(message: string, details: ReturnedError["details"] = []): GatewayError {
  return new GatewayError({ code: 2, message, details });
}

/** BuildKit in memory: images and folders are given, steps are a function, and all that is asked is kept. */
export function fakeBridge(setup: FakeSetup): FakeBridge {
  const { caps = NEW_CAPS, inputs = new Map<string, Definition>() } = setup;
  const solves: SolveRequest[] = [];
  const resolved: { ref: string; options: ResolveImageOptions }[] = [];
  const warnings: Warning[] = [];
  const requests = new Map<string, SolveRequest>();
  let outcome: Outcome | undefined;

  const end = (how: Outcome): Promise<void> => {
    if (outcome !== undefined) return Promise.reject(failed("gateway result is already set"));
    outcome = how;
    return Promise.resolve();
  };

  const gateway: Gateway = {
    caps,
    workers: [{ id: "fake", labels: new Map(), platforms: [{ os: "linux", architecture: "amd64" }] }],
    resolveImageConfig: (ref, options) => {
      resolved.push({ ref, options });
      const image = findImage(setup, ref);
      const missing = new GatewayError({ code: 5, message: `${ref}: not found`, details: [] });
      return image === undefined ? Promise.reject(missing) : Promise.resolve(configOf(image));
    },
    solve: async (request) => {
      solves.push(request);
      const id = `ref-${solves.length}`;
      const result = await solveWith(setup, request, id);
      requests.set(id, request);
      return result;
    },
    inputs,
    warn: (warning) => {
      if (caps.gateway.has("gateway.warnings")) warnings.push(warning);
      return Promise.resolve();
    },
    returnResult: ({ ref, metadata }) =>
      end({ kind: "result", ref, request: ref === undefined ? undefined : requests.get(ref.id), metadata }),
    returnError: (error) => end({ kind: "error", error }),
  };
  return { gateway, solves, resolved, warnings, outcome: () => outcome };
}

function configOf({ digest = "", config }: FakeImage): ResolvedImage {
  return { ref: undefined, digest: parseDigest(digest), config: Buffer.from(JSON.stringify(config)) };
}

/** As in the daemon, a step runs when its result is first looked at. */
async function solveWith(setup: FakeSetup, request: SolveRequest, id: string): Promise<SolveResult> {
  if (request.kind === "frontend") {
    const made = await runStep(setup, request);
    return resultOf(
      refOf(id, made.definition, () => Promise.resolve(made.tree)),
      made.metadata,
    );
  }
  const graph = graphOf(request.definition);
  if (graph.root === undefined) return resultOf(EMPTY_REF);
  const { op, index } = graph.root;
  let made: Promise<FileTree> | undefined;
  const tree = () => (made ??= treeOf(setup, { kind: "definition", graph, op, index }));
  const ref = refOf(id, request.definition, tree);
  if (request.evaluate === true) await ref.evaluate();
  return resultOf(ref);
}

function resultOf(ref: Ref, metadata: Readonly<Record<string, string>> = {}): SolveResult {
  const bytes = Object.entries(metadata).map(([key, value]) => [key, Buffer.from(value)] as const);
  return { ref, refs: new Map(), metadata: new Map(bytes) };
}

function refOf(id: string, definition: Definition | undefined, tree: () => Promise<FileTree>): Ref {
  const reads = async () => readsOf(await tree());
  return {
    id,
    definition,
    readFile: async (path, options) => (await reads()).readFile(path, options),
    readDir: async (path, pattern) => (await reads()).readDir(path, pattern),
    statFile: async (path) => (await reads()).statFile(path),
    evaluate: async () => {
      await tree();
    },
  };
}

async function treeOf(setup: FakeSetup, work: Extract<Work, { kind: "definition" }>): Promise<FileTree> {
  const identifier = work.op.op?.$case === "source" ? work.op.op.value.identifier : "";
  const [scheme, name = ""] = identifier.split("://");
  const local = scheme === "local" ? setup.locals?.[name] : undefined;
  const image = scheme === "docker-image" ? findImage(setup, name) : undefined;
  return local ?? image?.tree ?? (await runStep(setup, work)).tree;
}

function findImage({ images = {} }: FakeSetup, name: string): FakeImage | undefined {
  return images[name] ?? images[name.replace(/@sha256:.*$/, "")];
}

async function runStep({ run }: FakeSetup, work: Work): Promise<Made> {
  if (run === undefined) throw failed("this fake bridge runs no steps");
  return run(work);
}
