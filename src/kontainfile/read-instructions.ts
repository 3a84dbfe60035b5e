import { PLATFORM_ARGS, readArg, type BuildArgument } from "./arg.js";
import { checksOf, readCheck, type CheckLine, type Checks, type WordCheck } from "./checks.js";
import { Freeze, Link, Prune, readChoice } from "./choices.js";
import type { ConfigChange, ConfigChanges } from "./config-changes.js";
import { readConfigChange } from "./config-instructions.js";
import { expandTemplate } from "./expand.js";
import { readFrom, type FromImage } from "./from.js";
import type { Instruction } from "./instruction.js";
import { reportLater } from "./later.js";
import { readPatterns } from "./patterns.js";
import type { Ranged } from "./ranged.js";
import { variableProblem, type Reading } from "./reading.js";
import type { Placed } from "./structure.js";
import { readToolchain, type ToolchainImage } from "./toolchain.js";
import { readTrace, tracesOf, type TraceLine } from "./traces.js";

/** What the instructions say, each read by itself; undefined where an error was reported or nothing stands. */
export interface Content {
  readonly args: readonly BuildArgument[];
  readonly from: FromImage | undefined;
  readonly link: Ranged<"auto" | "static" | "dynamic"> | undefined;
  readonly prune: Ranged<Prune> | undefined;
  readonly toolchain: ToolchainImage | undefined;
  readonly keep: readonly Ranged<string>[];
  readonly drop: readonly Ranged<string>[];
  readonly traces: readonly TraceLine[];
  readonly checks: Checks | undefined;
  readonly config: ConfigChanges;
}

/** Reads the instructions in order, since each sees the build arguments declared above it. */
export function readInstructions(placed: readonly Placed[], reading: Reading): Content {
  const globals = new Map(PLATFORM_ARGS);
  const locals = new Map<string, string>();
  const args: BuildArgument[] = [];
  const keep: Ranged<string>[] = [];
  const drop: Ranged<string>[] = [];
  const traces: TraceLine[] = [];
  const checks: (CheckLine | WordCheck)[] = [];
  const config: ConfigChange[] = [];
  let from: FromImage | undefined;
  let link: Content["link"];
  let toolchain: Content["toolchain"];
  let prune: Content["prune"];
  let isAfterFrom = false;
  for (const { name, instruction } of placed) {
    switch (name) {
      case "ARG":
        if (isAfterFrom) {
          const changes = declareLocal(instruction, globals, locals, reading);
          config.push(...changes);
          args.push(...changes.map(({ name, range }) => ({ name, value: locals.get(name), range })));
        } else {
          args.push(...declareGlobal(instruction, globals, reading));
        }
        break;
      case "FROM":
        from = readFrom(instruction, globals, reading);
        isAfterFrom = true;
        break;
      case "LINK":
        link = readChoice(name, Link, instruction, locals, reading);
        break;
      case "PRUNE":
        prune = readChoice("PRUNE", Prune, instruction, locals, reading);
        break;
      case "FREEZE": {
        const freeze = readChoice(name, Freeze, instruction, locals, reading);
        if (freeze !== undefined && freeze.value !== "none") {
          reportLater(`FREEZE ${freeze.value}`, freeze.range, reading);
        }
        break;
      }
      case "KEEP":
        keep.push(...readPatterns(name, instruction, locals, reading));
        break;
      case "DROP":
        drop.push(...readPatterns(name, instruction, locals, reading));
        break;
      case "TRACE": {
        const trace = readTrace(instruction, reading);
        if (trace !== undefined) traces.push(trace);
        break;
      }
      case "CHECK": {
        const check = readCheck(instruction, reading);
        if (check !== undefined) checks.push(check);
        break;
      }
      case "TOOLCHAIN":
        toolchain = readToolchain(instruction, locals, reading);
        break;
      case "ENV":
      case "LABEL":
      case "ENTRYPOINT":
      case "CMD":
      case "WORKDIR":
      case "USER":
      case "EXPOSE":
      case "VOLUME":
      case "STOPSIGNAL":
      case "HEALTHCHECK": {
        const change = readConfigChange(name, instruction, reading);
        if (change !== undefined) config.push(change);
      }
    }
  }
  return {
    ...{ args, from, link, prune, toolchain, keep, drop, config },
    traces: tracesOf(traces, reading),
    checks: checksOf(checks, reading),
  };
}

function declareGlobal(
  instruction: Instruction,
  globals: Map<string, string>,
  reading: Reading,
): readonly BuildArgument[] {
  return readArg(instruction, reading).map(({ name, fallback, range }) => {
    const expansion = fallback && expandTemplate(fallback, globals);
    const value = reading.buildArgs.get(name) ?? expansion?.text;
    if (value !== undefined) globals.set(name, value);
    if (!reading.buildArgs.has(name) && expansion?.problem !== undefined) {
      reading.report(variableProblem(expansion.problem, range));
    }
    return { name, value, range };
  });
}

/** An ARG below FROM: for LINK and the like now, and for ENV and the like once the source's Env is known. */
function declareLocal(
  instruction: Instruction,
  globals: ReadonlyMap<string, string>,
  locals: Map<string, string>,
  reading: Reading,
): readonly Extract<ConfigChange, { readonly kind: "arg" }>[] {
  return readArg(instruction, reading).map(({ name, fallback, range }) => {
    const given = reading.buildArgs.get(name) ?? (fallback === undefined ? globals.get(name) : undefined);
    const value = given ?? (fallback && expandTemplate(fallback, locals).text);
    if (value !== undefined) locals.set(name, value);
    return { kind: "arg", name, given, fallback, range };
  });
}
