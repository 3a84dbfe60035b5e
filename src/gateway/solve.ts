import { unreachable } from "../diagnostics/diagnostic.js";
import {
  LLBBridgeDefinition,
  type Ref as WireRef,
  type SolveRequest as WireRequest,
  type SolveResponse,
} from "../gen/gateway.js";
import type { CacheImport } from "./options.js";
import type { Ref, SolveRequest, SolveResult } from "./port.js";
import { EMPTY_REF, openRef } from "./ref.js";
import type { Call } from "./rpc.js";

/** Solves with the build's cache imports: a solve that lacks them runs what a CI cache already holds. */
export async function solve(
  call: Call,
  caps: ReadonlySet<string>,
  cacheImports: readonly CacheImport[],
  request: SolveRequest,
): Promise<SolveResult> {
  const inSolve = request.evaluate === true && caps.has("gateway.solve.evaluate");
  const response = await call(LLBBridgeDefinition.methods.solve, {
    ...encodeWork(request, cacheImports),
    allowResultReturn: true,
    // A ref that carries its definition sends the whole graph back: of a graph of our own we need the id alone.
    allowResultArrayRef: request.kind === "frontend",
    final: false,
    exporterAttr: Buffer.alloc(0),
    cacheImports: cacheImports.map(({ type, attrs }) => ({ type, attrs: new Map(attrs) })),
    evaluate: inSolve,
  });
  const result = decodeResult(response, (ref) => openRef(call, caps, ref));
  if (request.evaluate === true && !inSolve) {
    await Promise.all([result.ref, ...result.refs.values()].map((ref) => ref.evaluate()));
  }
  return result;
}

function encodeWork(
  request: SolveRequest,
  cacheImports: readonly CacheImport[],
): Pick<WireRequest, "definition" | "frontend" | "frontendOpt" | "frontendInputs"> {
  switch (request.kind) {
    case "definition":
      return {
        definition: request.definition,
        frontend: "",
        frontendOpt: new Map(),
        frontendInputs: new Map(),
      };
    case "frontend": {
      const { frontend, inputs } = request;
      // A frontend solves in turn, and knows the cache imports by this option only.
      const imports = cacheImports.map(({ type, attrs }) => ({
        Type: type,
        Attrs: Object.fromEntries(attrs),
      }));
      const frontendOpt = new Map(request.options);
      if (imports.length > 0) frontendOpt.set("cache-imports", JSON.stringify(imports));
      return { definition: undefined, frontend, frontendOpt, frontendInputs: new Map(inputs) };
    }
    default:
      return unreachable(request);
  }
}

function decodeResult({ result, refDeprecated }: SolveResponse, open: (ref: WireRef) => Ref): SolveResult {
  const single = (ref: Ref): SolveResult => ({
    ref,
    refs: new Map(),
    metadata: result?.metadata ?? new Map(),
  });
  const several = (refs: Iterable<[string, WireRef]>): SolveResult => ({
    ...single(EMPTY_REF),
    refs: new Map(Array.from(refs, ([name, ref]) => [name, open(ref)])),
  });
  const byId = (id: string): WireRef => ({ id, def: undefined });
  const outcome = result?.result;
  switch (outcome?.$case) {
    case undefined:
      return single(open(byId(refDeprecated)));
    case "refDeprecated":
      return single(open(byId(outcome.value)));
    case "ref":
      return single(open(outcome.value));
    case "refsDeprecated":
      return several(Array.from(outcome.value.refs, ([name, id]) => [name, byId(id)]));
    case "refs":
      return several(outcome.value.refs);
    default:
      return unreachable(outcome);
  }
}
