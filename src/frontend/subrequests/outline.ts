import type { SourceFile } from "../../diagnostics/source.js";
import type { BuildArgument } from "../../kontainfile/arg.js";
import { parseKontainfile } from "../../kontainfile/kontainfile.js";
import { TARGETS, type BuildOptions } from "../options.js";
import type { Answer } from "./answer.js";
import { locationOf } from "./location.js";
import { table } from "./table.js";

/** The build arguments that this Kontainfile takes, with their values in a build of these options. */
export function outline(file: SourceFile, { buildArgs, target }: BuildOptions): Answer {
  const { args } = parseKontainfile(file, { buildArgs });
  // Of a name that stands twice the last counts: a bare ARG below FROM has the value from above it.
  const last = [...new Map(args.map((arg) => [arg.name, arg])).values()].sort(byPlace);
  const described = last.map((arg) => ({ ...arg, description: commentOn(arg, file) }));
  const json = {
    name: target,
    description: TARGETS[target],
    args: described.map(({ name, value, description, range }) => ({
      name,
      ...(description !== "" && { description }),
      ...(value !== undefined && { value }),
      location: locationOf([range]),
    })),
    sources: [Buffer.from(file.text).toString("base64")],
  };
  const head = table(
    [
      ["TARGET:", target],
      ["DESCRIPTION:", TARGETS[target]],
    ],
    1,
  );
  const rows = described.map(({ name, value = "", description }) => [name, value, description]);
  const body = rows.length === 0 ? "" : `${table([["BUILD ARG", "VALUE", "DESCRIPTION"], ...rows], 3)}\n`;
  return { json, text: `${head}\n${body}` };
}

function byPlace({ range: { start: a } }: BuildArgument, { range: { start: b } }: BuildArgument): number {
  return a.line - b.line || a.character - b.character;
}

/** As in Dockerfiles, a comment right above that starts with the argument's name says what it is for. */
function commentOn({ name, range }: BuildArgument, { text }: SourceFile): string {
  const above = text
    .split(/\r?\n/)
    .slice(0, range.start.line - 1)
    .reverse();
  const code = above.findIndex((line) => !/^\s*#/.test(line));
  const comments = above.slice(0, code === -1 ? undefined : code).reverse();
  const words = comments
    .map((line) => line.replace(/^\s*#\s*/, ""))
    .find((line) => line.startsWith(`${name} `));
  return words?.slice(name.length + 1).trim() ?? "";
}
