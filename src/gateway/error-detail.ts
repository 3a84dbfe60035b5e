import type { SourceFile, SourceRange } from "../diagnostics/source.js";
import type { ErrorDetail } from "./returned-error.js";
import { LANGUAGE } from "./warning.js";

/**
 * Details that BuildKit's clients understand. The daemon decodes them with encoding/json into the protobuf structs of
 * solver/errdefs/errdefs.proto: https://github.com/moby/buildkit/blob/v0.8.3/solver/errdefs/vertex.go
 */
const ERRDEFS = "github.com/moby/buildkit/errdefs";

const SOURCE = `${ERRDEFS}.Source+json`;

/** Makes clients print these lines of the file above the message. */
export function sourceDetail(file: SourceFile, ranges: readonly SourceRange[]): ErrorDetail {
  const data = Buffer.from(file.text).toString("base64");
  return json(SOURCE, {
    info: { filename: file.name, data, language: LANGUAGE },
    ranges: ranges.map(markedLines),
  });
}

/** A range that ends before a line's first character does not mark that line. */
export function markedLines({ start, end }: SourceRange) {
  const last = end.character === 0 && end.line > start.line ? { line: end.line - 1, character: 0 } : end;
  return {
    start: { line: start.line, character: start.character },
    end: { line: last.line, character: last.character },
  };
}

export function isSourceDetail(detail: ErrorDetail): boolean {
  return detail.typeUrl === SOURCE;
}

/** Tells the client which sub-request is unknown, so that it can fall back. */
export function subrequestDetail(name: string): ErrorDetail {
  return json(`${ERRDEFS}.Subrequest+json`, { name });
}

/** Tells the client which frontend capability is missing. */
export function frontendCapDetail(name: string): ErrorDetail {
  return json(`${ERRDEFS}.FrontendCap+json`, { name });
}

function json(typeUrl: string, value: object): ErrorDetail {
  return { typeUrl, value: Buffer.from(JSON.stringify(value)) };
}
