import { UserError, type Diagnostic } from "../../diagnostics/diagnostic.js";
import { renderDiagnostics } from "../../diagnostics/render.js";
import type { SourceFile } from "../../diagnostics/source.js";
import { LANGUAGE } from "../../gateway/warning.js";
import { parseKontainfile } from "../../kontainfile/kontainfile.js";
import type { BuildOptions } from "../options.js";
import type { Answer } from "./answer.js";
import { locationOf } from "./location.js";

/** `docker build --check`: what a build would warn of, and what would stop it, as far as the Kontainfile tells. */
export function lint(file: SourceFile, { buildArgs }: BuildOptions): Answer {
  const { warnings, errors } = check(file, buildArgs);
  const json = {
    warnings: warnings.map((warning) => ({
      ruleName: warning.code,
      description: warning.message,
      // Clients print the detail alone.
      detail: renderDiagnostics([warning], undefined),
      location: locationOf(placesOf([warning])),
    })),
    sources: [{ filename: file.name, data: Buffer.from(file.text).toString("base64"), language: LANGUAGE }],
    ...(errors.length > 0 && {
      buildError: { message: renderDiagnostics(errors, file), location: locationOf(placesOf(errors)) },
    }),
  };
  const texts = [
    ...warnings.map((warning) => `WARNING: ${warning.code}\n${renderDiagnostics([warning], file)}`),
    ...errors.map((error) => `ERROR: ${error.code}\n${renderDiagnostics([error], file)}`),
  ];
  const text = texts.map((paragraph) => `\n${paragraph}\n`).join("");
  return { json, text, statusCode: texts.length === 0 ? 0 : 1 };
}

interface Findings {
  readonly warnings: readonly Diagnostic[];
  readonly errors: readonly Diagnostic[];
}

function check(file: SourceFile, buildArgs: ReadonlyMap<string, string>): Findings {
  try {
    return { warnings: parseKontainfile(file, { buildArgs }).warnings, errors: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { warnings: [], errors: error.diagnostics };
  }
}

function placesOf(diagnostics: readonly Diagnostic[]) {
  return diagnostics.flatMap(({ at }) => at ?? []);
}
