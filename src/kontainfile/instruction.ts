import { DockerfileParser } from "dockerfile-ast";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import type { Directives } from "./directives.js";
import { splitFlags, type Flag } from "./flags.js";
import { joinLines } from "./logical-line.js";
import { positionAt, type SourceText } from "./source-text.js";
import { rangeOf, slice, trim, type Span } from "./span.js";

/** One instruction of the file, its lines joined and its flags split off. */
export interface Instruction {
  /** In upper case. */
  readonly name: string;
  readonly keyword: Span;
  readonly flags: readonly Flag[];
  readonly args: Span;
  readonly range: SourceRange;
}

/** Dockerfile instructions that may take here-documents: lines below them that are no instructions. */
const WITH_HEREDOCS = new Set(["RUN", "COPY", "ADD", "ONBUILD"]);

/** Splits the file into instructions: dockerfile-ast finds where each starts, BuildKit's rules say what it holds. */
export function splitInstructions(
  source: SourceText,
  directives: Directives,
  report: (diagnostic: Diagnostic) => void,
): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let previousEnd = -1;
  for (const found of DockerfileParser.parse(maskFalseDirective(source, directives)).getInstructions()) {
    const { start, end } = found.getRange();
    const offset = (source.lineStarts[start.line] ?? 0) + start.character;
    const line = joinLines(source, offset, directives.escape);
    const instruction = toInstruction(line.span, directives.escape);
    if (instruction.name !== "") instructions.push(instruction);
    // dockerfile-ast lets an escape character continue the line after another escape character too; BuildKit does
    // not. Where they part, one of them would drop an instruction in silence.
    const endLine = positionAt(source, line.end).line;
    const parts = endLine !== end.line + 1 && !WITH_HEREDOCS.has(instruction.name);
    if (parts || offset < previousEnd) {
      report({
        code: "unclear-line-end",
        message: `it is unclear whether ${instruction.name} goes on after line ${Math.min(endLine, end.line + 1)}`,
        hint: `put quotes around a value that ends in ${directives.escape}`,
        at: instruction.range,
      });
      return instructions;
    }
    previousEnd = line.end;
  }
  return instructions;
}

function toInstruction(line: Span, escape: string): Instruction {
  const whole = trim(line);
  const keywordEnd = whole.text.search(/[\t\v\f\r ]/);
  const keyword = keywordEnd === -1 ? whole : slice(whole, 0, keywordEnd);
  const rest = slice(whole, keyword.text.length);
  return { name: keyword.text.toUpperCase(), keyword, ...splitFlags(rest, escape), range: rangeOf(whole) };
}

/** dockerfile-ast takes any `# name=value` for a directive and reads on; the first that is none must look like none. */
function maskFalseDirective({ text, lineStarts }: SourceText, { lines }: Directives): string {
  const start = lineStarts[lines];
  if (start === undefined || !/^[ \t]*#/.test(text.slice(start))) return text;
  const end = lineStarts[lines + 1] ?? text.length;
  return text.slice(0, start) + text.slice(start, end).replaceAll("=", " ") + text.slice(end);
}
