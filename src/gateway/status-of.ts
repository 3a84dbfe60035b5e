import { status } from "@grpc/grpc-js";
import { UserError } from "../diagnostics/diagnostic.js";
import { renderDiagnostics } from "../diagnostics/render.js";
import type { SourceFile, SourceRange } from "../diagnostics/source.js";
import { frontendCapDetail, isSourceDetail, sourceDetail, subrequestDetail } from "./error-detail.js";
import { GatewayError } from "./gateway-error.js";
import type { ErrorDetail, ReturnedError } from "./returned-error.js";

/**
 * How a failure of the build is told to the user. `at` is the line to blame when BuildKit's own error names none.
 * An error that nobody foresaw leaves its stack in the builder's log.
 */
export function statusOf(error: unknown, file?: SourceFile, at?: SourceRange): ReturnedError {
  if (error instanceof UserError) return ofUserError(error, file);
  if (error instanceof GatewayError) return ofGatewayError(error, file, at);
  console.error(error);
  const summary = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const message = `Faktory itself failed: ${summary} (the stack is in the builder's log)`;
  return { code: status.INTERNAL, message, details: [] };
}

/** UNKNOWN, because clients print every other code's name before the message. */
function ofUserError(error: UserError, file: SourceFile | undefined): ReturnedError {
  const message = renderDiagnostics(error.diagnostics, file);
  const ranges = error.diagnostics.flatMap(({ at }) => at ?? []);
  const sources = file === undefined ? [] : distinctLines(ranges).map((range) => sourceDetail(file, [range]));
  const upstream = error.cause instanceof GatewayError ? error.cause.details : [];
  const details =
    sources.length === 0 ? upstream : [...upstream.filter((detail) => !isSourceDetail(detail)), ...sources];
  return { code: status.UNKNOWN, message, details };
}

/** Two problems in one line are one snippet. */
function distinctLines(ranges: readonly SourceRange[]): readonly SourceRange[] {
  return [...new Map(ranges.map((range) => [`${range.start.line}-${range.end.line}`, range])).values()];
}

function ofGatewayError(
  { code, message, details }: GatewayError,
  file: SourceFile | undefined,
  at: SourceRange | undefined,
): ReturnedError {
  const blamed: readonly ErrorDetail[] =
    file === undefined || at === undefined || details.some(isSourceDetail) ? [] : [sourceDetail(file, [at])];
  return { code, message, details: [...details, ...blamed] };
}

/** The answer to a sub-request that this frontend does not know. */
export function unsupportedSubrequest(name: string): GatewayError {
  const message = `unsupported request ${name}`;
  return new GatewayError({ code: status.UNIMPLEMENTED, message, details: [subrequestDetail(name)] });
}

/** The answer to a client that asks for a capability which this frontend lacks. */
export function unsupportedFrontendCap(name: string): GatewayError {
  const message = `unsupported frontend capability ${name}`;
  return new GatewayError({ code: status.UNIMPLEMENTED, message, details: [frontendCapDetail(name)] });
}
