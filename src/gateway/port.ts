import type { SourceFile, SourceRange } from "../diagnostics/source.js";
import type { Definition } from "../gen/ops.js";
import type { Digest } from "../oci/digest.js";
import type { Platform } from "../oci/platform.js";
import type { ReturnedError } from "./returned-error.js";

/** What one build asks of BuildKit. The bridge implements it over stdio, the fake bridge of the tests in memory. */
export interface Gateway {
  /** What this daemon can do. Check these, never its version: distributions build it as `v0.0.0+unknown`. */
  readonly caps: Capabilities;
  readonly workers: readonly Worker[];
  /** The states that the client passed in place of named contexts, by their `input:` names. */
  readonly inputs: ReadonlyMap<string, Definition>;
  resolveImageConfig(ref: string, options: ResolveImageOptions): Promise<ResolvedImage>;
  /** Fails with the daemon's GatewayError; lazily, at the ref's first use, unless the request says `evaluate`. */
  solve(request: SolveRequest): Promise<SolveResult>;
  /** Shows a warning with the build; does nothing where the daemon cannot (Docker 20.10). */
  warn(warning: Warning): Promise<void>;
  /** Ends the build with a result. One of the two returns happens, once, and then the process exits with 0. */
  returnResult(result: ReturnedResult): Promise<void>;
  /** Ends the build with a failure. */
  returnError(error: ReturnedError): Promise<void>;
}

/** The enabled caps from Ping. */
export interface Capabilities {
  readonly gateway: ReadonlySet<string>;
  readonly llb: ReadonlySet<string>;
}

/** A machine of the builder's. */
export interface Worker {
  readonly id: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly platforms: readonly Platform[];
}

export interface ResolveImageOptions {
  readonly platform: Platform;
  /** The option `image-resolve-mode`: local, pull or default. */
  readonly resolveMode?: string | undefined;
  /** How the client's progress names this step. */
  readonly logName?: string | undefined;
  /** Where the image lies when it is in an OCI layout of the client's (`oci-layout://`), not in a registry. */
  readonly store?: { readonly sessionId: string; readonly storeId: string } | undefined;
}

export interface ResolvedImage {
  /** The reference as a source policy rewrote it, where the daemon says. */
  readonly ref: string | undefined;
  /** Absent where the image lives in a classic image store, which knows no digests. */
  readonly digest: Digest | undefined;
  /** The image configuration, JSON as stored. */
  readonly config: Uint8Array;
}

/** A graph of our own, or the work of another frontend such as `dockerfile.v0`. */
export type SolveRequest =
  | { readonly kind: "definition"; readonly definition: Definition; readonly evaluate?: boolean | undefined }
  | {
      readonly kind: "frontend";
      readonly frontend: string;
      readonly options: ReadonlyMap<string, string>;
      readonly inputs: ReadonlyMap<string, Definition>;
      readonly evaluate?: boolean | undefined;
    };

export interface SolveResult {
  /** The single result; an empty ref (`id` is "") where there is none: scratch, or a map. */
  readonly ref: Ref;
  /** The results by platform, of a frontend that built several; else empty. */
  readonly refs: ReadonlyMap<string, Ref>;
  readonly metadata: ReadonlyMap<string, Uint8Array>;
}

/** A file tree that BuildKit holds. */
export interface Ref {
  readonly id: string;
  /** The graph that makes this tree, to build further on it. */
  readonly definition: Definition | undefined;
  /** Reads a regular file, through symbolic links. Fails with a FileTooLargeError over `limit`. */
  readFile(path: string, options?: ReadOptions): Promise<Uint8Array>;
  /** Lists a folder's own entries, links unfollowed; `includePattern` is a glob on their names. */
  readDir(path: string, includePattern?: string): Promise<readonly FileStat[]>;
  /** Describes what the path leads to: links are followed. */
  statFile(path: string): Promise<FileStat>;
  evaluate(): Promise<void>;
}

/** A range of the file, and the most bytes that the caller will take. */
export interface ReadOptions {
  readonly offset?: number | undefined;
  readonly length?: number | undefined;
  readonly limit?: number | undefined;
}

export type FileKind = "file" | "directory" | "symlink" | "device" | "fifo" | "socket" | "other";

export interface FileStat {
  /** A name in the folder that was listed; for statFile, the last part of the path that was asked for. */
  readonly path: string;
  readonly kind: FileKind;
  /** Unix permission bits with setuid, setgid and sticky (07777). */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Nanoseconds since 1970. */
  readonly mtime: bigint;
  /** A symlink's target, else "". */
  readonly linkname: string;
}

export interface Warning {
  /** A vertex that the client saw. */
  readonly digest: Digest;
  readonly short: string;
  readonly detail: readonly string[];
  readonly url?: string | undefined;
  readonly file?: SourceFile | undefined;
  /** The graph that read `file`. */
  readonly definition?: Definition | undefined;
  readonly ranges: readonly SourceRange[];
}

export interface ReturnedResult {
  /** Absent for an empty result: scratch, or the answer to a sub-request. */
  readonly ref?: Ref | undefined;
  readonly metadata: ReadonlyMap<string, Uint8Array>;
}
