import { z } from "zod";
import { UserError } from "../diagnostics/diagnostic.js";
import { parsePlatform, type Platform } from "../oci/platform.js";
import type { Worker } from "./port.js";

/** A cache that the user named with `--cache-from`. */
export interface CacheImport {
  readonly type: string;
  readonly attrs: ReadonlyMap<string, string>;
}

/** What the client asked for, as the daemon hands it to a frontend: in its environment. */
export interface FrontendOptions {
  /** Every option under its own name: `filename`, `target`, `build-arg:K` … */
  readonly all: ReadonlyMap<string, string>;
  get(key: string): string | undefined;
  readonly sessionId: string;
  /** Who runs BuildKit: `docker`, `buildkit` … */
  readonly product: string | undefined;
  readonly workers: readonly Worker[];
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** Named contexts (`--build-context`). */
  readonly contexts: ReadonlyMap<string, string>;
  readonly platforms: readonly Platform[];
  /** `--no-cache`: nothing, everything, or the named stages only. */
  readonly noCache: "none" | "all" | readonly string[];
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
  const all = new Map(
    Object.entries(env)
      .filter(([name]) => /^BUILDKIT_FRONTEND_OPT_\d+$/.test(name))
      .map(([, setting = ""]) => splitSetting(setting))
      // The daemon numbers them in Go's random order.
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return {
    all,
    get: (key) => all.get(key),
    sessionId: env["BUILDKIT_SESSION_ID"] ?? "",
    product: env["BUILDKIT_EXPORTEDPRODUCT"] || undefined,
    workers: parseJson(Workers, "BUILDKIT_WORKERS", env["BUILDKIT_WORKERS"]),
    buildArgs: withPrefix(all, "build-arg:"),
    labels: withPrefix(all, "label:"),
    contexts: withPrefix(all, "context:"),
    platforms: splitList(all.get("platform")).map(readPlatform),
    noCache: readNoCache(all.get("no-cache")),
    cacheImports: readCacheImports(all),
  };
}

/** A value may hold `=` and line breaks. */
function splitSetting(setting: string): [string, string] {
  const equals = setting.indexOf("=");
  return equals < 0 ? [setting, ""] : [setting.slice(0, equals), setting.slice(equals + 1)];
}

function withPrefix(all: ReadonlyMap<string, string>, prefix: string): ReadonlyMap<string, string> {
  const entries = [...all].filter(([key]) => key.startsWith(prefix));
  return new Map(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}

function splitList(text = ""): string[] {
  return text.split(",").filter((item) => item !== "");
}

function readPlatform(text: string): Platform {
  const platform = parsePlatform(text.trim());
  if (platform === undefined) throw badOption(`--platform ${text} is not os/architecture`);
  return platform;
}

/** Docker sends the option with an empty value for all. */
function readNoCache(value: string | undefined): FrontendOptions["noCache"] {
  if (value === undefined) return "none";
  return value === "" ? "all" : splitList(value);
}

/** `cache-from`, of older clients, lists references of registries. */
function readCacheImports(all: ReadonlyMap<string, string>): readonly CacheImport[] {
  const listed = parseJson(CacheImports, "cache-imports", all.get("cache-imports"));
  const older = splitList(all.get("cache-from")).map((ref) => ({
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
