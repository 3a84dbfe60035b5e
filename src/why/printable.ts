const OBEYED = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A name of a source image may hold anything; what a terminal would obey is shown by its number. */
export function printable(text: string): string {
  return text.replace(OBEYED, (char) => {
    const code = (char.codePointAt(0) ?? 0).toString(16);
    return `\\u{${code}}`;
  });
}
