import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Capabilities, Gateway } from "../gateway/port.js";
import { file, mkfile } from "../llb/file.js";
import { scratch, type State } from "../llb/state.js";
import type { LoadedKontainfile } from "./read-kontainfile.js";

/** Shows each warning at its line of the Kontainfile; does nothing where the daemon has no warnings. */
export async function showWarnings(
  gateway: Gateway,
  loaded: LoadedKontainfile,
  warnings: () => Promise<readonly Diagnostic[]>,
): Promise<void> {
  const { digest, file, definition } = loaded;
  // A warning belongs to a vertex: the one that read the Kontainfile.
  const all = await warnings();
  if (digest === undefined || !hasWarnings(gateway.caps)) return;
  for (const { message, hint, at } of all) {
    await gateway.warn({
      digest,
      short: message,
      detail: hint === undefined ? [] : [hint],
      file,
      definition,
      ranges: at === undefined ? [] : [at],
    });
  }
}

/** Docker 20.10 shows the user nothing but the names of steps: so there each warning is the name of one. */
export async function warningSteps(
  { caps }: Gateway,
  warnings: () => Promise<readonly Diagnostic[]>,
): Promise<readonly State[]> {
  return hasWarnings(caps) ? [] : (await warnings()).map(warningStep);
}

function hasWarnings({ gateway }: Capabilities): boolean {
  return gateway.has("gateway.warnings");
}

function warningStep({ message, hint, at }: Diagnostic): State {
  const line = at === undefined ? "" : ` (line ${at.start.line})`;
  const text = `${message}${line}${hint === undefined ? "" : `; ${hint}`}`;
  const data = new TextEncoder().encode(text);
  const action = mkfile({ path: "/warning", mode: 0o644, data, timestampSeconds: 0 });
  return file(scratch, [action], { name: `[warning] ${text}` });
}
