/** A value that a source and its result do not have in common; `path` as in `interpreter.version`. */
export interface Difference {
  readonly path: string;
  readonly source: unknown;
  readonly result: unknown;
}

/** The leaves in which two answers differ. A list is a leaf: its order counts, and its length. */
export function differences(source: unknown, result: unknown, path = ""): readonly Difference[] {
  if (isRecord(source) && isRecord(result)) {
    const names = [...new Set([...Object.keys(source), ...Object.keys(result)])].sort();
    return names.flatMap((name) =>
      differences(source[name], result[name], path === "" ? name : `${path}.${name}`),
    );
  }
  return JSON.stringify(source) === JSON.stringify(result) ? [] : [{ path, source, result }];
}

/** For a page: both sides, of a list only what one of them has, cut where they are long. */
export function inWords({ path, source, result }: Difference): string {
  const [before, after] =
    Array.isArray(source) && Array.isArray(result)
      ? [source.filter(notIn(result)), result.filter(notIn(source))]
      : [source, result];
  return `${path}: ${cut(before)} became ${cut(after)}`;
}

function notIn(list: readonly unknown[]): (value: unknown) => boolean {
  const values = new Set(list.map((value) => JSON.stringify(value)));
  return (value) => !values.has(JSON.stringify(value));
}

function cut(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
