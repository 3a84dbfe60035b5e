/** A place in the Kontainfile. Lines count from 1, characters from 0, as in BuildKit's pb.Position. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to, not including, `end`. */
export interface SourceRange {
  readonly start: Position;
  readonly end: Position;
}

/** The text that ranges point into, under the name that the user gave it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}
