import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceFile, SourceRange } from "../diagnostics/source.js";
import type { BuildArgument } from "./arg.js";
import type { CheckLine, Checks } from "./checks.js";
import { Link, type Prune } from "./choices.js";
import type { ConfigChanges } from "./config-changes.js";
import { DEFAULT_PRUNE } from "./default-prune.js";
import { readDirectives } from "./directives.js";
import type { FromImage } from "./from.js";
import { splitInstructions } from "./instruction.js";
import type { Ranged } from "./ranged.js";
import { readInstructions } from "./read-instructions.js";
import type { Reading } from "./reading.js";
import { readSource } from "./source-text.js";
import type { ToolchainImage } from "./toolchain.js";
import type { TraceLine } from "./traces.js";
import { placeInstructions, wholeFileProblem } from "./structure.js";

export type { CheckLine, Checks, FromImage, Prune, ToolchainImage, TraceLine };

/** What a Kontainfile asks for, checked; every value knows its place. */
export interface Kontainfile {
  /** Every ARG, in the order of the file. */
  readonly args: readonly BuildArgument[];
  readonly from: FromImage;
  readonly link: "auto" | "static" | "dynamic";
  readonly linkRange?: SourceRange | undefined;
  /** The image that holds a toolchain; else one is built. */
  readonly toolchain: ToolchainImage | undefined;
  readonly prune: Prune;
  readonly keep: readonly Ranged<string>[];
  readonly drop: readonly Ranged<string>[];
  /** What the source is seen to do while it is built, in the order of the file. */
  readonly traces: readonly TraceLine[];
  readonly checks: Checks;
  readonly config: ConfigChanges;
  readonly warnings: readonly Diagnostic[];
}

/** What the build gives beside the file. */
export interface ParseOptions {
  /** From --build-arg, proxy settings included. */
  readonly buildArgs: ReadonlyMap<string, string>;
}

/** Reads a Kontainfile; throws one UserError with every diagnostic found. */
export function parseKontainfile(file: SourceFile, { buildArgs }: ParseOptions): Kontainfile {
  const errors: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void errors.push(diagnostic);
  const warn = (diagnostic: Diagnostic): void => void warnings.push(diagnostic);
  const source = readSource(file);
  const directives = readDirectives(source, report);
  const instructions = splitInstructions(source, directives, report);
  const problem = wholeFileProblem(file.name, source, instructions);
  if (problem !== undefined) throw new UserError([problem]);

  const reading: Reading = { escape: directives.escape, buildArgs, report, warn };
  const { from, link, prune, checks, ...rest } = readInstructions(
    placeInstructions(instructions, reading),
    reading,
  );
  if (prune?.value === "strict" && rest.traces.length === 0) report(strictWithoutTrace(prune.range));
  if (from === undefined || errors.length > 0) throw new UserError(errors.toSorted(byPlace));
  return {
    from,
    link: link?.value ?? Link.parse({}).value,
    linkRange: link?.range,
    prune: prune?.value ?? DEFAULT_PRUNE,
    checks: checks ?? { kind: "imports", range: from.range },
    ...rest,
    warnings: warnings.toSorted(byPlace),
  };
}

function strictWithoutTrace(at: SourceRange): Diagnostic {
  const message = "PRUNE strict keeps what a TRACE saw, and the file has no TRACE";
  return { code: "strict-without-trace", message, hint: "add a TRACE line, or use PRUNE safe", at };
}

function byPlace({ at: a }: Diagnostic, { at: b }: Diagnostic): number {
  if (a === undefined || b === undefined) return 0;
  return a.start.line - b.start.line || a.start.character - b.start.character;
}
