/** google.protobuf.Any as BuildKit uses it in errors: the value is JSON where the URL ends in `+json`. */
export interface ErrorDetail {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}

/** google.rpc.Status: how a build's failure travels to the client. */
export interface ReturnedError {
  /** A gRPC status code. The client prefixes all but UNKNOWN (2) with its name. */
  readonly code: number;
  readonly message: string;
  readonly details: readonly ErrorDetail[];
}
