import { UserError, type Diagnostic } from "../../../src/diagnostics/diagnostic.js";
import { renderDiagnostics } from "../../../src/diagnostics/render.js";
import { parseKontainfile, type Kontainfile } from "../../../src/kontainfile/kontainfile.js";

/** What a Kontainfile of this text says. */
export function read(text: string, buildArgs: Readonly<Record<string, string>> = {}): Kontainfile {
  return parseKontainfile({ name: "Kontainfile", text }, { buildArgs: new Map(Object.entries(buildArgs)) });
}

/** The errors of a text that is no Kontainfile. */
export function errorsOf(
  text: string,
  buildArgs: Readonly<Record<string, string>> = {},
): readonly Diagnostic[] {
  try {
    read(text, buildArgs);
  } catch (error) {
    if (error instanceof UserError) return error.diagnostics;
    throw error;
  }
  return [];
}

/** The one error of a text: what it says, and what it points at. */
export function onlyErrorOf(text: string): { message: string | undefined; at: string | undefined } {
  const [error, ...more] = errorsOf(text);
  if (more.length > 0)
    throw new Error(`${more.length} errors more: ${more.map(({ message }) => message).join("; ")}`);
  return { message: error?.message, at: pointedAt(text, error?.at) };
}

/** The errors as a user reads them. */
export function shown(text: string, buildArgs: Readonly<Record<string, string>> = {}): string {
  return renderDiagnostics(errorsOf(text, buildArgs), { name: "Kontainfile", text });
}

/** The text that a diagnostic or value points at, which stands on one line. */
export function pointedAt(text: string, at: Diagnostic["at"]): string | undefined {
  return (
    at &&
    text.replace("\uFEFF", "").split(/\r?\n/)[at.start.line - 1]?.slice(at.start.character, at.end.character)
  );
}
