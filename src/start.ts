/**
 * Starts the program beside this file with what V8 compiled of it in the rehearsal (rehearsal/main.ts).
 *
 * Node's own compile cache holds what V8 compiles before the program runs: its outermost functions. Nearly all the
 * rest of a build's functions would be compiled anew in every build.
 *
 * The daemon gives a build no arguments. A person who runs the image with some is answered by another program.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire, wrap } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { Script } from "node:vm";

type Program = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
  filename: string,
  dirname: string,
) => void;

const folder = dirname(process.argv[1] ?? "/");
const filename = join(folder, "faktory.cjs");
const compiled = join(folder, "faktory.compiled");

if (process.argv.length > 2) createRequire(filename)(join(folder, "why.cjs"));
else build();

function build(): void {
  // The bundler writes ASCII, which needs no decoding.
  const script = new Script(wrap(readFileSync(filename, "latin1")), { filename, cachedData: readCompiled() });
  if (process.env["FAKTORY_REHEARSAL"] !== undefined) {
    process.once("exit", () => {
      writeFileSync(compiled, script.createCachedData());
    });
  }
  const module = { exports: {} };
  (script.runInThisContext() as Program)(module.exports, createRequire(filename), module, filename, folder);
}

/** V8 leaves unused what another node, other flags or another program made. */
function readCompiled(): Buffer | undefined {
  try {
    return readFileSync(compiled);
  } catch {
    return undefined;
  }
}
