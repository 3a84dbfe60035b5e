import * as z from "zod";
import { UserError } from "../diagnostics/diagnostic.js";
import type { Platform } from "../oci/platform.js";
import type { Worker } from "./port.js";
import { readSettings } from "./settings.js";

/** A cache that the user named with `--cache-from`. */
export interface CacheImport {
  readonly type: string;
  readonly attrs: ReadonlyMap<string, string>;
}

/** What the daemon hands to a frontend in its environment. */
export interface FrontendOptions {
  /** The client's options under their own names: `filename`, `target`, `build-arg:K` … */
  readonly all: ReadonlyMap<string, string>;
  readonly sessionId: string;
  /** Who runs BuildKit: `docker`, `buildkit` … */
  readonly product: string | undefined;
  readonly workers: readonly Worker[];
  /** Every solve must have these. */
  readonly cacheImports: readonly CacheImport[];
}

/** Go writes `ID` or `id` by its version. */
const anyCase = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => {
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
  }, schema);

const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .nullish()
    .transform((list) => list ?? []);

const StringMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((record) => new Map(Object.entries(record ?? {})));

const WorkerPlatform = z
  .object({ os: z.string(), architecture: z.string(), variant: z.string().optional() })
  .transform(({ variant, ...platform }): Platform => ({ ...platform, ...(variant && { variant }) }));

const Workers = listOf(
  anyCase(z.object({ id: z.string(), labels: StringMap, platforms: listOf(WorkerPlatform) })),
);

const CacheImports = listOf(anyCase(z.object({ type: z.string(), attrs: StringMap })));

/** Reads the environment that the daemon starts a frontend with. */
export function parseOptions(env: Readonly<Record<string, string | undefined>>): FrontendOptions {
  const all = readSettings(env);
  return {
    all,
    sessionId: env["BUILDKIT_SESSION_ID"] ?? "",
    product: env["BUILDKIT_EXPORTEDPRODUCT"] || undefined,
    workers: parseJson(Workers, "BUILDKIT_WORKERS", env["BUILDKIT_WORKERS"]),
    cacheImports: readCacheImports(all),
  };
}

/** `cache-from`, of older clients, lists references of registries. */
function readCacheImports(all: ReadonlyMap<string, string>): readonly CacheImport[] {
  const listed = parseJson(CacheImports, "cache-imports", all.get("cache-imports"));
  const older = (all.get("cache-from") ?? "")
    .split(",")
    .filter((ref) => ref !== "")
    .map((ref) => ({
      type: "registry",
      attrs: new Map([["ref", ref]]),
    }));
  return [...listed, ...older];
}

function parseJson<Schema extends z.ZodType>(
  schema: Schema,
  name: string,
  text: string | undefined,
): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(text || "null"));
  } catch (cause) {
    throw badOption(`${name} is not what BuildKit sends: ${String(text)}`, cause);
  }
}

function badOption(message: string, cause?: unknown): UserError {
  return new UserError([{ code: "bad-option", message }], { cause });
}
