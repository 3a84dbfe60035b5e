import { unsupportedSubrequest } from "../../gateway/status-of.js";

const NAMES = [
  "frontend.subrequests.describe",
  "frontend.outline",
  "frontend.targets",
  "frontend.lint",
] as const;

/** A question about a build that builds nothing: `docker build --call`. */
export type RequestName = (typeof NAMES)[number];

/** How a client lists it (BuildKit frontend/subrequests/types.go). */
interface RequestEntry {
  readonly description: string;
  readonly options: Readonly<Record<string, string>>;
  /** What the answer holds. */
  readonly metadata: readonly string[];
}

const RESULT = ["result.json", "result.txt"];

const REQUESTS: Readonly<Record<RequestName, RequestEntry>> = {
  "frontend.subrequests.describe": {
    description: "List available subrequest types",
    options: {},
    metadata: RESULT,
  },
  "frontend.outline": {
    description: "List all parameters current build target supports",
    options: { target: "What the build returns" },
    metadata: RESULT,
  },
  "frontend.targets": {
    description: "List all targets current build supports",
    options: {},
    metadata: RESULT,
  },
  "frontend.lint": {
    description: "Lint a Kontainfile",
    options: {},
    metadata: [...RESULT, "result.statuscode"],
  },
};

/** Of all four requests: a client that knows only earlier ones prints `result.txt` as it is. */
export const VERSION = "1.0.0";

export function listRequests(): readonly (RequestEntry & { readonly name: RequestName })[] {
  return NAMES.map((name) => ({ name, ...REQUESTS[name] }));
}

/** The option `requestid`: absent where the client wants a build. */
export function parseRequest(id: string | undefined): RequestName | undefined {
  if (id === undefined) return undefined;
  const known = NAMES.find((name) => name === id);
  if (known === undefined) throw unsupportedSubrequest(id);
  return known;
}
