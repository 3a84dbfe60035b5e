import { status, type ServiceError } from "@grpc/grpc-js";
import { Status } from "../gen/status.js";
import type { ErrorDetail, ReturnedError } from "./returned-error.js";

/**
 * A failure in BuildKit's words. It keeps the status whole, so that returning it shows the user what the same failure
 * of a Dockerfile shows: the vertex, its log, the line.
 */
export class GatewayError extends Error implements ReturnedError {
  readonly code: number;
  readonly details: readonly ErrorDetail[];

  constructor({ code, message, details }: ReturnedError, options?: ErrorOptions) {
    super(message, options);
    this.name = "GatewayError";
    this.code = code;
    this.details = details;
  }
}

/** A file is larger than the reader will take. */
export class FileTooLargeError extends Error {
  constructor(path: string, limit: number) {
    super(`${path} is larger than ${limit} bytes`);
    this.name = "FileTooLargeError";
  }
}

/** The status that a failed call carries: whole in `grpc-status-details-bin`, else its code and message. */
export function fromServiceError(error: ServiceError): GatewayError {
  const [encoded] = error.metadata.get("grpc-status-details-bin");
  return Buffer.isBuffer(encoded)
    ? new GatewayError(Status.decode(encoded), { cause: error })
    : new GatewayError({ code: error.code, message: error.details, details: [] }, { cause: error });
}

/** How the daemon says that a path does not exist: errno's text, since no error type crosses the wire. */
export function notFound(operation: string, path: string): GatewayError {
  const message = `${operation} ${path}: no such file or directory`;
  return new GatewayError({ code: status.UNKNOWN, message, details: [] });
}

const ABSENT = /(?:^|: )(?:no such file or directory|not a directory|file does not exist|too many links)\b/;

/** Whether a read failed because nothing is at that path, or its links lead nowhere. */
export function isNotFound(error: unknown): boolean {
  return error instanceof GatewayError && ABSENT.test(error.message);
}

/** BuildKit's words around the failure of a step, from 0.9 on and before. */
const STEP_FAILED = /did not complete successfully|executor failed running/;

/** Whether a step failed; a read of its output is then answered by what the step died of. */
export function isStepFailure(error: unknown): error is GatewayError {
  return error instanceof GatewayError && STEP_FAILED.test(error.message);
}

/** What the failed step's program exited with; undefined where it could not be started, or nothing of it failed. */
export function exitCodeOf(error: unknown): number | undefined {
  const [, code] = (error instanceof GatewayError && /\bexit code: (\d+)\b/.exec(error.message)) || [];
  return code === undefined ? undefined : Number(code);
}
