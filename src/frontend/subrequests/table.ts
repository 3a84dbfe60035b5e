/**
 * Rows in columns, `gap` blanks apart, as Go's text/tabwriter sets them for BuildKit's own answers: all cells but the
 * last of a row are filled up.
 */
export function table(rows: readonly (readonly string[])[], gap: number): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.slice(0, -1).entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length + gap);
    }
  }
  return rows
    .map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("")}\n`)
    .join("");
}
