import type { SourceRange } from "./source.js";

/** One finding for the user: what is wrong, what to do, and where. */
export interface Diagnostic {
  /** A stable name in kebab-case, for tests and searches. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly at?: SourceRange | undefined;
}

/** What the user did or named does not work; carries every diagnostic found, never just the first. */
export class UserError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((diagnostic) => diagnostic.message).join("\n"), options);
    this.name = "UserError";
    this.diagnostics = diagnostics;
  }
}

/** Marks a branch that the compiler has shown cannot be reached. */
export function unreachable(value: never): never {
  throw new Error(`unreachable value: ${JSON.stringify(value)}`);
}
