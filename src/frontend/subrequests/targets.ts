import type { SourceFile } from "../../diagnostics/source.js";
import { DEFAULT_TARGET, TARGETS } from "../options.js";
import type { Answer } from "./answer.js";
import { table } from "./table.js";

/** What `--target` may name; the same for every Kontainfile. */
export function listTargets({ text }: SourceFile): Answer {
  const targets = Object.entries(TARGETS).map(([name, description]) => ({
    name,
    ...(name === DEFAULT_TARGET && { default: true }),
    description,
  }));
  const rows = targets.map(({ name, description }) => [
    name === DEFAULT_TARGET ? `${name} (default)` : name,
    description,
  ]);
  const json = { targets, sources: [Buffer.from(text).toString("base64")] };
  return { json, text: table([["TARGET", "DESCRIPTION"], ...rows], 1) };
}
