import { isSpace, slice, type Span } from "./span.js";

/** The words between white space, quotes or not, as FROM, EXPOSE and VOLUME have them. */
export function splitWords(span: Span): readonly Span[] {
  return [...span.text.matchAll(/[^\t\v\f\r ]+/g)].map(({ index, 0: word }) =>
    slice(span, index, index + word.length),
  );
}

/**
 * The words between white space that no quote or escape character covers; they keep their quotes.
 * https://github.com/moby/buildkit/blob/v0.18.1/frontend/dockerfile/parser/line_parsers.go, parseWords
 */
export function splitQuotedWords(span: Span, escape: string): readonly Span[] {
  const words: Span[] = [];
  const { text } = span;
  let start: number | undefined;
  let quote: string | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (start === undefined) {
      if (isSpace(character)) continue;
      start = index;
    }
    if (quote === undefined && isSpace(character)) {
      words.push(slice(span, start, index));
      start = undefined;
    } else if (quote === undefined && (character === "'" || character === '"')) {
      quote = character;
    } else if (character === quote) {
      quote = undefined;
    } else if (character === escape && quote !== "'") {
      index += 1;
    }
  }
  if (start !== undefined) words.push(slice(span, start));
  return words;
}
