import { LLBBridgeDefinition } from "../gen/gateway.js";
import type { ApiCap } from "../gen/apicaps.js";
import type { Definition, Platform as WirePlatform } from "../gen/ops.js";
import { parseDigest } from "../oci/digest.js";
import type { Platform } from "../oci/platform.js";
import { GatewayError } from "./gateway-error.js";
import type { CacheImport } from "./options.js";
import type { Gateway, ReturnedResult } from "./port.js";
import type { Call } from "./rpc.js";
import { solve } from "./solve.js";
import { encodeWarning } from "./warning.js";

const { ping, resolveImageConfig, inputs, warn, return: giveBack } = LLBBridgeDefinition.methods;

/** gRPC's status of a method that the daemon does not have. */
const UNIMPLEMENTED = 12;

/** The resolver that looks in an OCI layout of the client's, as pb.ResolverType numbers it. */
const OCI_LAYOUT = 1;

/** What the daemon says first. */
export type Greeting = Pick<Gateway, "caps" | "workers" | "inputs">;

/** Asks what the daemon can do, and what the client passed. */
export async function greet(call: Call): Promise<Greeting> {
  const [pong, definitions] = await Promise.all([call(ping, {}), askInputs(call)]);
  return {
    caps: { gateway: enabled(pong.frontendApiCaps), llb: enabled(pong.llbCaps) },
    workers: pong.workers.map(({ id, labels, platforms }) => ({
      id,
      labels,
      platforms: platforms.map(decodePlatform),
    })),
    inputs: definitions,
  };
}

/** The bridge to a daemon that was greeted. */
export function openBridge(call: Call, greeting: Greeting, cacheImports: readonly CacheImport[]): Gateway {
  const { caps } = greeting;
  return {
    ...greeting,
    resolveImageConfig: async (ref, { platform, resolveMode = "", logName, store }) => {
      const answer = await call(resolveImageConfig, {
        ref,
        platform: encodePlatform(platform),
        resolveMode,
        logName: logName ?? `[internal] load metadata for ${ref}`,
        resolverType: store === undefined ? 0 : OCI_LAYOUT,
        sessionId: store?.sessionId ?? "",
        storeId: store?.storeId ?? "",
      });
      return { ref: answer.ref || undefined, digest: parseDigest(answer.digest), config: answer.config };
    },
    solve: (request) => solve(call, caps.gateway, cacheImports, request),
    warn: async (warning) => {
      if (caps.gateway.has("gateway.warnings")) await call(warn, encodeWarning(warning));
    },
    returnResult: async (result) => {
      await call(giveBack, { result: encodeResult(result), error: undefined });
    },
    returnError: async ({ code, message, details }) => {
      const anys = details.map(({ typeUrl, value }) => ({ typeUrl, value: Buffer.from(value) }));
      await call(giveBack, { result: undefined, error: { code, message, details: anys } });
    },
  };
}

/** Asked before the caps are known, which saves every build a round trip; a daemon that has none of it says so. */
async function askInputs(call: Call): Promise<ReadonlyMap<string, Definition>> {
  try {
    return (await call(inputs, {})).definitions;
  } catch (error) {
    if (error instanceof GatewayError && error.code === UNIMPLEMENTED) return new Map();
    throw error;
  }
}

function enabled(caps: readonly ApiCap[]): ReadonlySet<string> {
  return new Set(caps.filter((cap) => cap.enabled).map((cap) => cap.id));
}

function encodePlatform({ os, architecture, variant = "" }: Platform): WirePlatform {
  return { os, architecture, variant, osVersion: "", osFeatures: [] };
}

function decodePlatform({ os, architecture, variant }: WirePlatform): Platform {
  return { os, architecture, ...(variant && { variant }) };
}

function encodeResult({ ref, metadata }: ReturnedResult) {
  const bytes = Array.from(metadata, ([key, value]) => [key, Buffer.from(value)] as const);
  return {
    result:
      ref === undefined || ref.id === ""
        ? undefined
        : { $case: "ref" as const, value: { id: ref.id, def: undefined } },
    metadata: new Map(bytes),
  };
}
