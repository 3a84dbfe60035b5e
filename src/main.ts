import process from "node:process";
import { greet, openBridge } from "./gateway/bridge.js";
import { connect } from "./gateway/rpc.js";
import { redirectConsole, relayStdio } from "./gateway/stdio.js";
import type { EmbeddedFiles } from "./graph/embedded.js";

/** What the bundle carries (scripts/bundle.ts): archives in base64, and the tables as they are. */
declare const EMBEDDED_FILES: Readonly<Record<Exclude<keyof EmbeddedFiles, "tables">, string>> & {
  readonly tables: Readonly<Record<string, string>>;
};

async function main(): Promise<void> {
  redirectConsole(process.stderr);
  const call = connect(await relayStdio());
  const greeting = greet(call);
  // The rest of the program gets ready while the daemon answers.
  const { parseOptions, run } = await import("./frontend/index.js");
  const options = parseOptions(process.env);
  await run(openBridge(call, await greeting, options.cacheImports), options, {
    analyzer: Buffer.from(EMBEDDED_FILES.analyzer, "base64"),
    checker: Buffer.from(EMBEDDED_FILES.checker, "base64"),
    toolchain: Buffer.from(EMBEDDED_FILES.toolchain, "base64"),
    linker: Buffer.from(EMBEDDED_FILES.linker, "base64"),
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
