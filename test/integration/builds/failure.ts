import type { Finished } from "../../../harness/command.js";

/** What a failed `docker build` told the user. */
export interface Failure {
  /** The error itself, without what Docker puts before it. */
  readonly message: string;
  /** The lines of the Kontainfile that the client points at, e.g. `Kontainfile:3 LINK statik`; 20.10 points at none. */
  readonly pointedAt: readonly string[];
}

const PREFIXES = [
  /^ERROR: failed to build: failed to solve: /m,
  /^failed to solve with frontend dockerfile\.v0: (?:failed to solve with frontend gateway\.v0: rpc error: code = Unknown desc = )?/m,
];

/** Reads the last words of `docker build --progress=plain`. */
export function failureOf({ code, stderr }: Finished): Failure {
  const prefix = PREFIXES.map((each) => each.exec(stderr)).find((found) => found !== null);
  if (code === 0 || prefix === undefined) throw new Error(`docker build was to fail, and said:\n${stderr}`);
  return {
    message: stderr.slice(prefix.index + prefix[0].length).trimEnd(),
    pointedAt: [...stderr.matchAll(/^(\S+):\d+\n-+\n([^]*?)\n-+\n/gm)].flatMap(
      ([, file = "", snippet = ""]) =>
        [...snippet.matchAll(/^ *(\d+) \| >>> (.*)$/gm)].map(
          ([, line = "", text = ""]) => `${file}:${line} ${text}`,
        ),
    ),
  };
}
