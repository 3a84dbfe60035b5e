import process from "node:process";
import { askKontainfile } from "./frontend/ask-kontainfile.js";
import { greet, openBridge } from "./gateway/bridge.js";
import { connect } from "./gateway/rpc.js";
import { sent } from "./gateway/sent.js";
import { readSettings } from "./gateway/settings.js";
import { solve } from "./gateway/solve.js";
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
  const sessionId = process.env["BUILDKIT_SESSION_ID"] ?? "";
  const asked = askKontainfile(
    (request) => solve(call, new Set(), [], request),
    readSettings(process.env),
    sessionId,
  );
  // The bulk of the program keeps the processor for longer than the daemon needs to fetch the file: first all is sent.
  await asked.catch(() => undefined);
  await sent();
  const { parseOptions, run } = await import("./frontend/index.js");
  const options = parseOptions(process.env);
  const gateway = openBridge(call, await greeting, options.cacheImports);
  const embedded = {
    analyzer: Buffer.from(EMBEDDED_FILES.analyzer, "base64"),
    tracer: Buffer.from(EMBEDDED_FILES.tracer, "base64"),
    checker: Buffer.from(EMBEDDED_FILES.checker, "base64"),
    toolchain: Buffer.from(EMBEDDED_FILES.toolchain, "base64"),
    relinker: Buffer.from(EMBEDDED_FILES.relinker, "base64"),
    linker: Buffer.from(EMBEDDED_FILES.linker, "base64"),
    tables: new Map(Object.entries(EMBEDDED_FILES.tables)),
  };
  await run(gateway, options, embedded, asked);
}

// The process ends with the connection still open: closing it first makes the daemon fail good builds now and then.
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
