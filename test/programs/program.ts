import type { Workload } from "./workload.js";

/** A real program: packages of Debian's, a small application of ours in apps/, and what is done with it. */
export interface Program {
  readonly name: string;
  readonly packages: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly cmd: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where its server listens; without one the image's command is run to its end, as both workloads' first step. */
  readonly port?: number;
  /** May be given to CHECK. */
  readonly seen: Workload;
  /** Wider; never given to TRACE or CHECK. */
  readonly held: Workload;
  /** What a person would tell a bundler to start at: the program that is started, and what it loads by a name. */
  readonly scripts: readonly string[];
  /** C modules that have to be active where /extensions or extensions.py tells of them. */
  readonly accelerators: readonly string[];
  /** What differs from one run to the next in any answer. */
  readonly volatile?: readonly RegExp[];
}
