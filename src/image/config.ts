import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { ConfigChanges } from "../kontainfile/config-changes.js";
import type { ContainerConfig, ImageDocument } from "../oci/image-config.js";
import { carriedOver } from "./carried-over.js";
import { applyChange, type Progress } from "./change.js";
import { variablesOf } from "./environment.js";

/**
 * The source's configuration with the Kontainfile's changes over it, by the rules of BuildKit's Dockerfile frontend.
 * Throws a UserError for values that turn out wrong once the source's variables are in them.
 * https://github.com/moby/buildkit/blob/v0.18.1/frontend/dockerfile/dockerfile2llb/convert.go
 */
export function applyConfig({ config }: ImageDocument, changes: ConfigChanges): ContainerConfig {
  const problems: Diagnostic[] = [];
  const report = (problem: Diagnostic): void => void problems.push(problem);
  const carried = carriedOver(config);
  const start: Progress = { config: carried, variables: variablesOf(carried.Env ?? []) };
  // ENTRYPOINT clears the source's Cmd, not one that the Kontainfile gives, above or below it.
  const givesCmd = changes.some(({ kind }) => kind === "cmd");
  const end = changes.reduce(
    (progress, change) => applyChange(progress, change, { givesCmd, report }),
    start,
  );
  if (problems.length > 0) throw new UserError(problems);
  return end.config;
}
