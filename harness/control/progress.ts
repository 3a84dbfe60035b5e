import type { StatusResponse, Timestamp, VertexWarning } from "../gen/control.js";

/** One step of a build, as the daemon last told of it. */
export interface Vertex {
  readonly digest: string;
  readonly inputs: readonly string[];
  readonly name: string;
  readonly cached: boolean;
  /** Whether it ran to its end, successfully or not, or was cached. */
  readonly completed: boolean;
  readonly error: string;
  readonly ms: number;
  /** Its stdout and stderr. */
  readonly log: string;
}

/** A warning that a frontend gave. */
export interface Warning {
  readonly vertex: string;
  readonly level: number;
  readonly short: string;
  readonly detail: readonly string[];
  readonly url: string;
  readonly filename: string;
  readonly lines: readonly number[];
}

/** Gathers a build's status messages. */
export class Progress {
  readonly #vertices = new Map<string, Omit<Vertex, "log">>();
  readonly #logs = new Map<string, Buffer[]>();
  readonly #warnings: Warning[] = [];

  add(status: StatusResponse): void {
    for (const { digest, inputs, name, cached, started, completed, error } of status.vertexes) {
      const before = this.#vertices.get(digest);
      this.#vertices.set(digest, {
        digest,
        inputs,
        name,
        error,
        // A vertex may be told of several times; that it was cached is said once.
        cached: cached || (before?.cached ?? false),
        completed: completed !== undefined,
        ms: milliseconds(started, completed),
      });
    }
    for (const { vertex, msg } of status.logs) {
      const chunks = this.#logs.get(vertex) ?? [];
      this.#logs.set(vertex, [...chunks, msg]);
    }
    this.#warnings.push(...status.warnings.map(warningOf));
  }

  /** In the order in which the daemon first told of them. */
  vertices(): readonly Vertex[] {
    return [...this.#vertices.values()].map((vertex) => ({
      ...vertex,
      log: Buffer.concat(this.#logs.get(vertex.digest) ?? []).toString(),
    }));
  }

  warnings(): readonly Warning[] {
    return this.#warnings;
  }
}

function warningOf(warning: VertexWarning): Warning {
  return {
    vertex: warning.vertex,
    level: Number(warning.level),
    short: warning.short.toString(),
    detail: warning.detail.map((line) => line.toString()),
    url: warning.url,
    filename: warning.info?.filename ?? "",
    lines: warning.ranges.map((range) => range.start?.line ?? 0),
  };
}

function milliseconds(started: Timestamp | undefined, completed: Timestamp | undefined): number {
  if (started === undefined || completed === undefined) return 0;
  return Number(completed.seconds - started.seconds) * 1000 + (completed.nanos - started.nanos) / 1e6;
}
