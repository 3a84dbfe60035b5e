/**
 * The floor: the least that a frontend of node and grpc-js does. It reads the file that names it, has one graph
 * solved, and returns it. What a build through Faktory takes above this is Faktory's.
 */
import process from "node:process";
import { LLBBridgeDefinition } from "../../src/gen/gateway.js";
import { connect } from "../../src/gateway/rpc.js";
import { solve } from "../../src/gateway/solve.js";
import { redirectConsole, relayStdio } from "../../src/gateway/stdio.js";
import { file, mkfile } from "../../src/llb/file.js";
import { local } from "../../src/llb/local.js";
import { marshal } from "../../src/llb/marshal.js";
import { scratch, type State } from "../../src/llb/state.js";
import type { Ref } from "../../src/gateway/port.js";

async function main(): Promise<void> {
  redirectConsole(process.stderr);
  const call = connect(await relayStdio());
  const make = async (state: State): Promise<Ref> =>
    (await solve(call, new Set(), [], { kind: "definition", definition: marshal(state) })).ref;

  const filename = option("filename") ?? "Dockerfile";
  const sessionId = process.env["BUILDKIT_SESSION_ID"];
  const folder = local("dockerfile", { sessionId, sharedKeyHint: "dockerfile", followPaths: [filename] });
  const data = await (await make(folder)).readFile(filename);

  const tree = file(scratch, [mkfile({ path: "/file", mode: 0o644, data, timestampSeconds: 0 })]);
  const { id } = await make(tree);
  const config = Buffer.from(JSON.stringify({ os: "linux", architecture: "amd64", config: {} }));
  await call(LLBBridgeDefinition.methods.return, {
    result: {
      result: { $case: "ref", value: { id, def: undefined } },
      metadata: new Map([["containerimage.config", config]]),
    },
    error: undefined,
  });
}

function option(name: string): string | undefined {
  const found = Object.entries(process.env).find(
    ([key, value = ""]) => key.startsWith("BUILDKIT_FRONTEND_OPT_") && value.startsWith(`${name}=`),
  );
  return found?.[1]?.slice(name.length + 1);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
