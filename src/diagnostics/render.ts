import type { Diagnostic } from "./diagnostic.js";
import type { SourceFile } from "./source.js";

/** Renders diagnostics as a person reads them in a terminal: message, line with caret, hint. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], file: SourceFile | undefined): string {
  return diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, file)).join("\n\n");
}

function renderDiagnostic({ message, hint, at }: Diagnostic, file: SourceFile | undefined): string {
  const lines = [message];
  const text = at === undefined ? undefined : file?.text.split(/\r?\n/)[at.start.line - 1];
  if (at !== undefined && file !== undefined && text !== undefined) {
    const number = String(at.start.line);
    const end = at.end.line === at.start.line ? at.end.character : text.length;
    const caret = "^".repeat(Math.max(1, end - at.start.character));
    // A tab before the caret stays a tab, so that the caret stands below what it points at.
    const indent = text.slice(0, at.start.character).replace(/[^\t]/g, " ");
    lines.push(`  --> ${file.name}:${number}`);
    lines.push(`  ${number} | ${text}`);
    lines.push(`  ${" ".repeat(number.length)} | ${indent}${caret}`);
  }
  if (hint !== undefined) lines.push(`  hint: ${hint}`);
  return lines.join("\n");
}
