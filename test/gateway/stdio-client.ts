/** A frontend in miniature, run as a child process: its stdin and stdout are the connection, as in a container. */
import { createHash } from "node:crypto";
import { greet, openBridge } from "../../src/gateway/bridge.js";
import type { Gateway, SolveRequest } from "../../src/gateway/port.js";
import { connect } from "../../src/gateway/rpc.js";
import { statusOf } from "../../src/gateway/status-of.js";
import { redirectConsole, relayStdio } from "../../src/gateway/stdio.js";

const SCENARIOS: Readonly<Record<string, (gateway: Gateway) => Promise<void>>> = {
  async return(gateway) {
    console.log("a line for the log");
    const { ref } = await gateway.solve(definition());
    const config = Buffer.from(`{"caps":${gateway.caps.gateway.size}}`);
    await gateway.returnResult({ ref, metadata: new Map([["containerimage.config", config]]) });
  },

  async readInParallel(gateway) {
    const { ref } = await gateway.solve(definition());
    const reads = Array.from({ length: 4 }, async (_, index) => {
      const bytes = await ref.readFile(`/file${index}`);
      return [`file${index}`, createHash("sha256").update(bytes).digest()] as const;
    });
    await gateway.returnResult({ metadata: new Map(await Promise.all(reads)) });
  },

  async readOneMessage(gateway) {
    const platform = { os: "linux", architecture: "amd64" };
    const { config } = await gateway.resolveImageConfig("docker.io/library/large:latest", { platform });
    const size = Buffer.from(String(config.length));
    await gateway.returnResult({ metadata: new Map([["size", size]]) });
  },

  async fail(gateway) {
    await gateway.solve(definition()).catch((error: unknown) => gateway.returnError(statusOf(error)));
  },
};

function definition(): SolveRequest {
  return { kind: "definition", definition: { def: [], metadata: new Map(), source: undefined } };
}

redirectConsole(process.stderr);
const scenario = SCENARIOS[process.argv[2] ?? ""];
if (scenario === undefined) throw new Error(`no scenario ${String(process.argv[2])}`);
const call = connect(await relayStdio());
await scenario(openBridge(call, await greet(call), []));
process.exit(0);
