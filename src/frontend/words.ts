/** Words of a `#!` line: the interpreter and its arguments; undefined where the file is not a script. */
export function shebangWords(head: Uint8Array): readonly string[] | undefined {
  if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
  const [line = ""] = new TextDecoder().decode(head.subarray(2)).split("\n");
  const words = line.trim().split(/\s+/);
  return words[0] === "" ? undefined : words;
}

/**
 * Words of a shell text that may name programs, in their order: comments, quotes and punctuation go, and nothing is
 * evaluated. Good enough to find one interpreter; what runs is decided inside the image, by the analyzer.
 */
export function commandWords(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, ""))
    .join("\n")
    .split(/[\s;&|()<>`"'$={}]+/)
    .filter((word) => word !== "");
}
