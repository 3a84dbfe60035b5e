import { unreachable } from "../../diagnostics/diagnostic.js";
import type { SourceFile } from "../../diagnostics/source.js";
import type { BuildOptions } from "../options.js";
import { describeRequests } from "./describe.js";
import { lint } from "./lint.js";
import { outline } from "./outline.js";
import { VERSION, type RequestName } from "./requests.js";
import { listTargets } from "./targets.js";

/** What a client gets in place of a build. */
export interface Answer {
  /** In the shape of BuildKit's package for this request, which clients print. */
  readonly json: object;
  /** The same for people. */
  readonly text: string;
  /** What `docker build --check` exits with. */
  readonly statusCode?: number;
}

/** Answers from the Kontainfile and the options alone, as the metadata of an empty result. */
export function answerRequest(
  request: RequestName,
  file: SourceFile,
  options: BuildOptions,
): ReadonlyMap<string, Uint8Array> {
  const { json, text, statusCode } = answer(request, file, options);
  const metadata: [string, string][] = [
    ["result.json", JSON.stringify(json, undefined, 2)],
    ["result.txt", text],
    ["version", VERSION],
  ];
  if (statusCode !== undefined) metadata.push(["result.statuscode", String(statusCode)]);
  return new Map(metadata.map(([key, value]) => [key, Buffer.from(value)]));
}

function answer(request: RequestName, file: SourceFile, options: BuildOptions): Answer {
  switch (request) {
    case "frontend.subrequests.describe":
      return describeRequests();
    case "frontend.targets":
      return listTargets(file);
    case "frontend.outline":
      return outline(file, options);
    case "frontend.lint":
      return lint(file, options);
    default:
      return unreachable(request);
  }
}
