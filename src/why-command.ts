/**
 * `why FILE QUERY`: reads a why.json, and says why a path or module is in the result or not. The frontend image carries
 * it as a program of its own (scripts/bundle.ts), so that a build loads nothing of it; `npm run why` runs the same.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { explain } from "./why/explain.js";
import { parseWhy } from "./why/parse.js";

const HELP = `why FILE QUERY

Says why something of the source image is in the Kontain image, or why not.

  FILE     the why.json of a build (docker build --target plan --output DIR), or - for standard input
  QUERY    an absolute path of the source image, a module (pkg.sub), or a distribution

Ends with 0; with 1 where FILE does not know QUERY, and with 2 where it cannot be read.`;

const UNKNOWN = 1;
const MISUSED = 2;

function main(args: readonly string[]): number {
  const [command, file, query] = args;
  if (args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  if (command !== "why" || file === undefined || query === undefined || args.length > 3) {
    console.error(HELP);
    return MISUSED;
  }
  const text = read(file);
  if (text === undefined) return MISUSED;
  const parsed = parseWhy(text);
  if (parsed.kind === "broken") {
    console.error(`${file} is no why.json: ${parsed.problem}`);
    return MISUSED;
  }
  const { text: answer, isKnown } = explain(parsed.why, query);
  process.stdout.write(answer);
  return isKnown ? 0 : UNKNOWN;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    console.error(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

process.exitCode = main(process.argv.slice(2));
