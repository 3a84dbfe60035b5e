import { isSpace, pick, rangeOf, slice, trim, type Span } from "./span.js";
import type { SourceRange } from "../diagnostics/source.js";

/** `--name=value` before an instruction's arguments. */
export interface Flag {
  readonly name: string;
  /** Without its quotes; undefined where there is no `=`. */
  readonly value: Span | undefined;
  readonly range: SourceRange;
}

/** The flags that stand first, and the arguments after them. */
export interface FlagsAndArguments {
  readonly flags: readonly Flag[];
  readonly args: Span;
}

/**
 * Splits the flags off by BuildKit's rule: words that start with `--`, up to the first other word or a bare `--`.
 * https://github.com/moby/buildkit/blob/v0.18.1/frontend/dockerfile/parser/split_command.go
 */
export function splitFlags(rest: Span, escape: string): FlagsAndArguments {
  const flags: Flag[] = [];
  let index = 0;
  for (;;) {
    while (index < rest.text.length && isSpace(rest.text.charAt(index))) index += 1;
    if (!rest.text.startsWith("--", index)) return { flags, args: trim(slice(rest, index)) };
    const word = readWord(rest, index, escape);
    index = word.next;
    if (word.span.text === "--") return { flags, args: trim(slice(rest, index)) };
    flags.push(toFlag(word.span));
  }
}

function readWord(rest: Span, start: number, escape: string): { readonly span: Span; readonly next: number } {
  const indices: number[] = [];
  let quote: string | undefined;
  let index = start;
  for (; index < rest.text.length; index += 1) {
    const character = rest.text.charAt(index);
    if (quote === undefined && isSpace(character)) break;
    if (quote === undefined && (character === "'" || character === '"')) {
      quote = character;
    } else if (character === quote) {
      quote = undefined;
    } else if (character === escape) {
      index += 1;
      if (index < rest.text.length) indices.push(index);
    } else {
      indices.push(index);
    }
  }
  return { span: pick(rest, indices, index), next: index };
}

function toFlag(word: Span): Flag {
  const equals = word.text.indexOf("=");
  return {
    name: word.text.slice(2, equals === -1 ? undefined : equals),
    value: equals === -1 ? undefined : slice(word, equals + 1),
    range: rangeOf(word),
  };
}
