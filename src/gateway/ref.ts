import { LLBBridgeDefinition, type Ref as WireRef } from "../gen/gateway.js";
import { decodeStat } from "./file-stat.js";
import { FileTooLargeError, GatewayError, notFound } from "./gateway-error.js";
import type { FileStat, ReadOptions, Ref } from "./port.js";
import type { Call } from "./rpc.js";

const { readFile, readDir, statFile, evaluate } = LLBBridgeDefinition.methods;

/** Small against every daemon's largest message, large against the cost of a call. */
const CHUNK = 1024 * 1024;

/** A ref that the daemon named, read through it. */
export function openRef(call: Call, caps: ReadonlySet<string>, { id, def }: WireRef): Ref {
  if (id === "") return EMPTY_REF;
  const stat = async (path: string): Promise<FileStat> => {
    const answer = await blaming(path, call(statFile, { ref: id, path, mountIndex: 0 }));
    if (answer.stat === undefined) throw notFound("stat", path);
    // The daemon names where links led, and the root by a random folder of its own.
    return { ...decodeStat(answer.stat), path: path.slice(path.lastIndexOf("/") + 1) };
  };
  return {
    id,
    definition: def,
    statFile: stat,
    readFile: (path, options) =>
      readInChunks(path, options ?? {}, async (offset, length) => {
        const range = { offset: BigInt(offset), length: BigInt(length) };
        return (await blaming(path, call(readFile, { ref: id, filePath: path, range, mountIndex: 0 }))).data;
      }),
    readDir: async (dirPath, includePattern = "") => {
      const request = { ref: id, dirPath, includePattern, mountIndex: 0 };
      const { entries } = await blaming(dirPath, call(readDir, request));
      return entries.map(decodeStat);
    },
    evaluate: async () => {
      if (caps.has("gateway.evaluate")) await call(evaluate, { ref: id });
      else await stat(".");
    },
  };
}

/** Go's errors of files name the folder where the daemon mounted the tree; the user knows the path within it. */
async function blaming<T>(path: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const inTree = (_: string, operation: string, reason: string) => `${operation} ${path}: ${reason}`;
    const message = error.message.replace(/^(\w+) \/.*: ([^:]+)$/, inTree);
    throw new GatewayError({ code: error.code, message, details: error.details }, { cause: error });
  }
}

async function readInChunks(
  path: string,
  { offset = 0, length = Infinity, limit = Infinity }: ReadOptions,
  read: (offset: number, length: number) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  // One byte over the limit tells a file of exactly that size from a larger one.
  const most = Math.min(length, limit + 1);
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < most) {
    const wanted = Math.min(CHUNK, most - size);
    const chunk = await read(offset + size, wanted);
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) throw new FileTooLargeError(path, limit);
    if (chunk.length < wanted) break;
  }
  return Buffer.concat(chunks);
}

/** What scratch and answers to sub-requests have for a tree: nothing but the root folder. */
export const EMPTY_REF: Ref = {
  id: "",
  definition: undefined,
  readFile: (path) => Promise.reject(notFound("open", path)),
  readDir: (path) => (isRoot(path) ? Promise.resolve([]) : Promise.reject(notFound("open", path))),
  statFile: (path) => Promise.reject(notFound("stat", path)),
  evaluate: () => Promise.resolve(),
};

function isRoot(path: string): boolean {
  return /^[./]*$/.test(path);
}
