import type { WarnRequest } from "../gen/gateway.js";
import type { SourceInfo } from "../gen/ops.js";
import type { Warning } from "./port.js";

/** How editors and clients name the language of our source files. */
export const LANGUAGE = "Kontainfile";

export function encodeWarning(warning: Warning): WarnRequest {
  return {
    digest: warning.digest,
    level: 1n,
    short: Buffer.from(warning.short),
    detail: warning.detail.map((line) => Buffer.from(line)),
    url: warning.url ?? "",
    info: encodeSource(warning),
    ranges: warning.ranges.map(({ start, end }) => ({ start, end })),
  };
}

function encodeSource({ file, definition }: Warning): SourceInfo | undefined {
  if (file === undefined) return undefined;
  return { filename: file.name, data: Buffer.from(file.text), definition, language: LANGUAGE };
}
