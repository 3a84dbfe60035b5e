import { chainTo } from "./chain.js";
import { find, type Found } from "./find.js";
import { printable } from "./printable.js";
import { rowsOf, type Rows } from "./rows.js";
import type { Dropped, Kept, Why } from "./schema.js";

export interface Answer {
  readonly text: string;
  /** Whether the file knows what was asked for. */
  readonly isKnown: boolean;
}

/** Why a path, a module or a distribution stays or not, in words for a terminal. */
export function explain(why: Why, query: string): Answer {
  const rows = rowsOf(why);
  const found = find(rows, query);
  switch (found.kind) {
    case "row":
      return { text: printed(lines(rows, found)), isKnown: true };
    case "unknown":
      return { text: printed(unknown(query, found.near)), isKnown: false };
  }
}

function printed(text: readonly string[]): string {
  return text.map((line) => `${printable(line)}\n`).join("");
}

function lines(rows: Rows, found: Extract<Found, { kind: "row" }>): readonly string[] {
  const { path, row, keep, others } = found;
  const also = others.length === 0 ? [] : ["", "There are others of that name:", ...others.map(indented)];
  if (row.kind === "dropped") return [...dropped(path, keep, row.row), ...also];
  return [...kept(rows, path, row.row), ...undecided(rows, path), ...also];
}

function kept(rows: Rows, path: string, row: Kept): readonly string[] {
  const own = row.path === path;
  const first = own
    ? `${path} stays (${row.layer}):`
    : `${path} has no row of its own, but ${row.path} has (${row.layer}), and all below that which no row leaves out stays:`;
  return [first, "", ...chainTo(rows, row).flatMap(step)];
}

/** One step of the way: what is there, and on the lines below it, why. */
function step(row: Kept): readonly string[] {
  const [first = "", ...more] = row.why;
  return [row.path, indented(`${place(row)}${first}`), ...more.map((why) => indented(`also: ${why}`))];
}

function place({ from, line }: Kept): string {
  if (from === null) return "";
  return line === null || line === 0 ? `${from}: ` : `${from}:${line}: `;
}

function indented(text: string): string {
  return `    ${text}`;
}

function dropped(path: string, keep: string, row: Dropped): readonly string[] {
  const size = [
    ...(row.files === undefined ? [] : [`${row.files} ${row.files === 1 ? "file" : "files"}`]),
    ...(row.bytes === undefined ? [] : [`${row.bytes} bytes`]),
  ].join(", ");
  const what = row.path === path ? path : `${path} lies below ${row.path}, which`;
  return [
    `${what} is left out${size === "" ? "" : ` (${size})`}:`,
    indented(row.why),
    "",
    // DROP wins over KEEP.
    row.why.startsWith("DROP ")
      ? "To have it, take that pattern out of the Kontainfile's DROP."
      : `To have it, write in the Kontainfile: KEEP ${keep}`,
  ];
}

function undecided(rows: Rows, path: string): readonly string[] {
  const here = rows.undecided.filter((row) => row.path === path);
  if (here.length === 0) return [];
  return [
    "",
    "What only a run can decide in it:",
    ...here.map(({ line, kind, kept }) => indented(`line ${line}: ${kind}; kept for it: ${kept}`)),
  ];
}

function unknown(query: string, near: readonly string[]): readonly string[] {
  const first = `${query} is unknown: no row names it, or a folder around it.`;
  return [
    first,
    // Where whole folders stay, their modules have no rows.
    ...(query.startsWith("/") ? [] : ["A module without a row can be asked for by its path."]),
    ...(near.length === 0 ? [] : ["Names like it:", ...near.map(indented)]),
  ];
}
