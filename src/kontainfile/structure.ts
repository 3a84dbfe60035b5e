import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Instruction } from "./instruction.js";
import type { Reading } from "./reading.js";
import { rangeBetween, type SourceText } from "./source-text.js";
import { rangeOf } from "./span.js";
import { findInstruction, hintForUnknown, insteadOf, type InstructionName } from "./table.js";

/** An instruction that a Kontainfile may have, in a place where it may stand. */
export interface Placed {
  readonly name: InstructionName;
  readonly instruction: Instruction;
}

/** Given again, these would take back what they said before. */
const ONCE: readonly InstructionName[] = ["LINK", "TOOLCHAIN", "PRUNE", "FREEZE"];
/** Given again, the last one counts, as in Dockerfiles. */
const LAST_COUNTS: readonly InstructionName[] = ["ENTRYPOINT", "CMD", "HEALTHCHECK", "USER", "STOPSIGNAL"];
/** No Dockerfile has these. */
const OURS: readonly InstructionName[] = [
  "LINK",
  "TOOLCHAIN",
  "PRUNE",
  "KEEP",
  "DROP",
  "TRACE",
  "CHECK",
  "FREEZE",
];

/** What is wrong with the file as a whole, where saying so once is better than once for every line. */
export function wholeFileProblem(
  file: string,
  source: SourceText,
  instructions: readonly Instruction[],
): Diagnostic | undefined {
  if (instructions.length === 0) {
    const isBlank = source.text.trim() === "";
    return {
      code: "kontainfile-empty",
      message: isBlank ? `${file} is empty` : `${file} has no instruction, only comments`,
      hint: "name the source image: FROM my/python-image",
      at: rangeBetween(source, 0, 0),
    };
  }
  const building = instructions.filter(({ name }) => insteadOf(name) !== undefined);
  const first = building[0];
  if (first === undefined || building.length < 2 || instructions.some(isOurs)) return undefined;
  const range = rangeOf(first.keyword);
  return {
    code: "dockerfile-given",
    message: `this is a Dockerfile, not a Kontainfile: ${first.name} on line ${range.start.line} is the first of ${building.length} instructions that build an image`,
    hint: "build it first with docker build -t NAME, then write FROM NAME in a Kontainfile",
    at: range,
  };
}

function isOurs({ name }: Instruction): boolean {
  return OURS.some((ours) => ours === name);
}

/** Reports instructions that are unknown, refused, repeated or out of place, and gives the others in order. */
export function placeInstructions(instructions: readonly Instruction[], reading: Reading): readonly Placed[] {
  const firstLines = new Map<InstructionName, number>();
  const unknown: Instruction[] = [];
  const placed: Placed[] = [];
  for (const instruction of instructions) {
    const name = findInstruction(instruction.name);
    if (name === undefined) {
      if (insteadOf(instruction.name) === undefined) unknown.push(instruction);
      else reportRefused(instruction, reading);
      continue;
    }
    const firstLine = firstLines.get(name);
    if (reportPlace(name, instruction, firstLine, firstLines.has("FROM"), reading)) continue;
    if (firstLine === undefined) firstLines.set(name, instruction.range.start.line);
    placed.push({ name, instruction });
  }
  reportUnknown(unknown, reading);
  const first = instructions[0];
  if (first !== undefined && !firstLines.has("FROM")) reportNoFrom(first, unknown, reading);
  return placed;
}

/** Whether the instruction's place is an error, which is then reported. */
function reportPlace(
  name: InstructionName,
  { keyword }: Instruction,
  firstLine: number | undefined,
  isAfterFrom: boolean,
  { report, warn }: Reading,
): boolean {
  const at = rangeOf(keyword);
  if (name === "FROM" && firstLine !== undefined) {
    report({
      code: "second-from",
      message: `a Kontainfile has one FROM; the first is on line ${firstLine}`,
      hint: "write a Kontainfile for each image",
      at,
    });
    return true;
  }
  if (!isAfterFrom && name !== "FROM" && name !== "ARG") {
    report({
      code: "before-from",
      message: `${name} stands before FROM`,
      hint: "move it below FROM; only ARG may stand above",
      at,
    });
    return true;
  }
  if (firstLine !== undefined && ONCE.includes(name)) {
    const message = `${name} is given twice; the first is on line ${firstLine}`;
    report({ code: "repeated-instruction", message, hint: "remove one of them", at });
    return true;
  }
  if (firstLine !== undefined && LAST_COUNTS.includes(name)) {
    const message = `${name} is given again; the one on line ${firstLine} does not count`;
    warn({ code: "repeated-instruction", message, hint: "remove one of them", at });
  }
  return false;
}

function reportRefused({ name, keyword }: Instruction, { report }: Reading): void {
  const message = `${name} does not belong in a Kontainfile`;
  report({ code: "not-in-kontainfile", message, hint: insteadOf(name), at: rangeOf(keyword) });
}

/** Past a few the file is not a Kontainfile at all, and a message for each line would bury that. */
const MOST_UNKNOWN = 3;

function reportUnknown(unknown: readonly Instruction[], { report }: Reading): void {
  for (const [index, { name, keyword }] of unknown.entries()) {
    const more = unknown.length - index - 1;
    const isLast = index + 1 === MOST_UNKNOWN && more > 0;
    const also = isLast ? `, nor are ${more} more lines below` : "";
    report({
      code: "unknown-instruction",
      message: `${shortened(name)} is no instruction${also}`,
      hint: hintForUnknown(name),
      at: rangeOf(keyword),
    });
    if (isLast) return;
  }
}

function shortened(name: string): string {
  return name.length <= 40 ? name : `${name.slice(0, 40)}…`;
}

function reportNoFrom(first: Instruction, unknown: readonly Instruction[], { report }: Reading): void {
  // A mistyped FROM is already reported, with its cure.
  if (unknown.some(({ name }) => hintForUnknown(name) === "did you mean FROM?")) return;
  report({
    code: "missing-from",
    message: "no FROM names the source image",
    hint: "add FROM my/python-image",
    at: rangeOf(first.keyword),
  });
}
