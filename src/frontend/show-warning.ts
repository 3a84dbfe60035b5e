import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Gateway } from "../gateway/port.js";
import { file, mkfile } from "../llb/file.js";
import { marshal } from "../llb/marshal.js";
import { scratch } from "../llb/state.js";
import type { LoadedKontainfile } from "./read-kontainfile.js";

/** Shows a warning with the build: at its line, or, where the daemon has no warnings, as a step of that name. */
export async function showWarning(
  gateway: Gateway,
  loaded: LoadedKontainfile,
  warning: Diagnostic,
): Promise<void> {
  if (gateway.caps.gateway.has("gateway.warnings")) await warnAtLine(gateway, loaded, warning);
  else await warnAsStep(gateway, warning);
}

/** A warning belongs to a vertex: the one that read the Kontainfile. */
async function warnAtLine(gateway: Gateway, loaded: LoadedKontainfile, warning: Diagnostic): Promise<void> {
  if (loaded.digest === undefined) return;
  await gateway.warn({
    digest: loaded.digest,
    short: warning.message,
    detail: warning.hint === undefined ? [] : [warning.hint],
    file: loaded.file,
    definition: loaded.definition,
    ranges: warning.at === undefined ? [] : [warning.at],
  });
}

/** Docker 20.10 shows the user nothing but the names of steps. */
async function warnAsStep(gateway: Gateway, { message, hint, at }: Diagnostic): Promise<void> {
  const line = at === undefined ? "" : ` (line ${at.start.line})`;
  const text = `${message}${line}${hint === undefined ? "" : `; ${hint}`}`;
  const action = mkfile({
    path: "/warning",
    mode: 0o644,
    data: new TextEncoder().encode(text),
    timestampSeconds: 0,
  });
  const state = file(scratch, [action], { name: `[warning] ${text}` });
  await gateway.solve({
    kind: "definition",
    definition: marshal(state, { caps: gateway.caps.llb }),
    evaluate: true,
  });
}
