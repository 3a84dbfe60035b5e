import type { SourceRange } from "../diagnostics/source.js";

/** The operators of `${name…}` that Dockerfiles know. */
export type Operator = ":-" | "-" | ":+" | "+" | ":?" | "?" | "#" | "##" | "%" | "%%" | "/" | "//";

/** A part of a value: text as it stands, or a variable that its place in the file gives a value. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly operator?: Operator | undefined;
      readonly word: readonly Piece[];
      /** What `/` and `//` put in place of `word`. */
      readonly replacement: readonly Piece[];
    };

/** A value whose variables are not yet known: the source image's Env belongs to them. */
export interface Template {
  readonly pieces: readonly Piece[];
  readonly range: SourceRange;
}

/** The value of a template that names no variable. */
export function literalOf({ pieces }: Template): string | undefined {
  const texts = pieces.map((piece) => (piece.kind === "text" ? piece.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join("");
}
