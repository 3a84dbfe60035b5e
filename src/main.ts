import process from "node:process";
import { greet, openBridge } from "./gateway/bridge.js";
import { connect } from "./gateway/rpc.js";
import { redirectConsole, relayStdio } from "./gateway/stdio.js";
import type { EmbeddedFiles } from "./graph/embedded.js";

/** The texts of analyzer/ and linker/, which the bundle carries (scripts/bundle.ts). */
declare const EMBEDDED_FILES: Readonly<Record<keyof EmbeddedFiles, Readonly<Record<string, string>>>>;

async function main(): Promise<void> {
  redirectConsole(process.stderr);
  const call = connect(await relayStdio());
  const greeting = greet(call);
  // The rest of the program gets ready while the daemon answers.
  const { parseOptions, run } = await import("./frontend/index.js");
  const options = parseOptions(process.env);
  await run(openBridge(call, await greeting, options.cacheImports), options, {
    analyzer: new Map(Object.entries(EMBEDDED_FILES.analyzer)),
    toolchain: new Map(Object.entries(EMBEDDED_FILES.toolchain)),
    linker: new Map(Object.entries(EMBEDDED_FILES.linker)),
    tables: new Map(Object.entries(EMBEDDED_FILES.tables)),
  });
}

// The process ends with the connection still open: closing it first makes the daemon fail good builds now and then.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
