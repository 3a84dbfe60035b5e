/** A word of a printed line, or nothing. */
export type Word = string | false | undefined;

/** Joins the words that there are. */
export function words(...all: readonly Word[]): string {
  return all.filter(Boolean).join(" ");
}
