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
  // One detail for all lines: clients print several in an order that depends on how many daemons passed them on.
  const sources = file === undefined || ranges.length === 0 ? [] : [sourceDetail(file, ranges)];
  const upstream = error.cause instanceof GatewayError ? error.cause.details : [];
  const kept = sources.length === 0 ? upstream : upstream.filter((detail) => !isSourceDetail(detail));
  return { code: status.UNKNOWN, message, details: [...kept, ...sources] };
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
