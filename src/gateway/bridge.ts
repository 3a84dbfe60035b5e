import { LLBBridgeDefinition } from "../gen/gateway.js";
import type { ApiCap } from "../gen/apicaps.js";
import type { Platform as WirePlatform } from "../gen/ops.js";
import { parseDigest } from "../oci/digest.js";
import type { Platform } from "../oci/platform.js";
import type { CacheImport } from "./options.js";
import type { Gateway, ReturnedResult } from "./port.js";
import type { Call } from "./rpc.js";
import { solve } from "./solve.js";
import { encodeWarning } from "./warning.js";

const { ping, resolveImageConfig, inputs, warn, return: giveBack } = LLBBridgeDefinition.methods;

/** The resolver that looks in an OCI layout of the client's, as pb.ResolverType numbers it. */
const OCI_LAYOUT = 1;

/** Greets the daemon and gives what it can do. */
export async function openBridge(call: Call, cacheImports: readonly CacheImport[]): Promise<Gateway> {
  const pong = await call(ping, {});
  const caps = { gateway: enabled(pong.frontendApiCaps), llb: enabled(pong.llbCaps) };
  return {
    caps,
    workers: pong.workers.map(({ id, labels, platforms }) => ({
      id,
      labels,
      platforms: platforms.map(decodePlatform),
    })),
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
    inputs: async () =>
      caps.gateway.has("frontend.inputs") ? (await call(inputs, {})).definitions : new Map(),
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
