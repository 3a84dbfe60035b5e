import process from "node:process";
import * as z from "zod";
import { openBridge } from "./gateway/bridge.js";
import { parseOptions } from "./gateway/options.js";
import { connect } from "./gateway/rpc.js";
import { redirectConsole, relayStdio } from "./gateway/stdio.js";
import { run } from "./frontend/run.js";
import type { EmbeddedFiles } from "./graph/embedded.js";

/** The texts of analyzer/ and linker/, which the bundle carries (scripts/bundle.ts). */
declare const EMBEDDED_FILES: Readonly<Record<keyof EmbeddedFiles, Readonly<Record<string, string>>>>;

async function main(): Promise<void> {
  redirectConsole(process.stderr);
  // Each schema reads once or twice in a build: zod would compile it to JavaScript first, which costs more.
  z.config({ jitless: true });
  const options = parseOptions(process.env);
  const bridge = await openBridge(connect(await relayStdio()), options.cacheImports);
  await run(bridge, options, {
    analyzer: new Map(Object.entries(EMBEDDED_FILES.analyzer)),
    toolchain: new Map(Object.entries(EMBEDDED_FILES.toolchain)),
    linker: new Map(Object.entries(EMBEDDED_FILES.linker)),
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
