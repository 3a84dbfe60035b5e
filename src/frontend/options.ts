import { z } from "zod";
import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { CacheWish } from "../graph/stages.js";
import { parsePlatform, type Platform } from "../oci/platform.js";

/** What a build returns; `--target` names it. */
export const TARGETS = {
  krun: "the Kontain image for krun (RuntimeClass kontain); runs under runc too",
  km: "the Kontain image with Kontain Monitor inside, from the named context km",
  "python.km": "just the payload",
  plan: "plan.json, why.json and link.json: what the analysis found",
} as const;
export type Target = keyof typeof TARGETS;
export const DEFAULT_TARGET: Target = "krun";

/** The client's options of one build (BuildKit frontend/dockerui/config.go). */
export interface BuildOptions {
  readonly filename: string;
  /** Names of the local folders that hold the Kontainfile, as the client serves them. */
  readonly dockerfileKey: string;
  /** A URL, where the build's context is not a local folder. */
  readonly remoteContext: string | undefined;
  readonly target: Target;
  readonly platform: Platform | undefined;
  readonly multiPlatform: boolean;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** Named contexts (`--build-context`), by name. */
  readonly contexts: ReadonlyMap<string, string>;
  readonly cache: CacheWish;
  /** SOURCE_DATE_EPOCH in seconds. */
  readonly epoch: number | undefined;
  readonly resolveMode: "default" | "local" | "pull";
  /** Of the one step that downloads. */
  readonly network: "sandbox" | "host" | "none";
  /** A question about the file instead of a build, e.g. `frontend.targets`. */
  readonly request: string | undefined;
}

/** Reads the options as BuildKit passes them; throws a UserError that names every bad one. */
export function buildOptions(options: ReadonlyMap<string, string>): BuildOptions {
  const diagnostics: Diagnostic[] = [];
  const read = <T>(key: string, schema: z.ZodType<T>, fallback: T, hint: string): T => {
    const text = options.get(key);
    if (text === undefined || text === "") return fallback;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    diagnostics.push({ code: "bad-option", message: `option ${key}: '${text}' is not valid`, hint });
    return fallback;
  };
  const prefixed = (prefix: string): ReadonlyMap<string, string> =>
    new Map([...options].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => [key.slice(prefix.length), value]));
  const built: BuildOptions = {
    filename: options.get("filename") ?? "Kontainfile",
    dockerfileKey: options.get("dockerfilekey") ?? "dockerfile",
    remoteContext: options.get("context"),
    target: read("target", Target, DEFAULT_TARGET, `targets: ${Object.keys(TARGETS).join(", ")}`),
    platform: read("platform", PlatformOption, undefined, "name one platform: linux/amd64"),
    multiPlatform: read("multi-platform", Flag, false, "say true or false"),
    buildArgs: prefixed("build-arg:"),
    labels: prefixed("label:"),
    contexts: prefixed("context:"),
    cache: cacheWish(options.get("no-cache")),
    epoch: read("build-arg:SOURCE_DATE_EPOCH", Epoch, undefined, "seconds since 1970-01-01, a whole number"),
    resolveMode: read("image-resolve-mode", ResolveMode, "default", "modes: default, local, pull"),
    network: read("force-network-mode", Network, "sandbox", "modes: sandbox, host, none"),
    request: options.get("requestid"),
  };
  if (diagnostics.length > 0) throw new UserError(diagnostics);
  return built;
}

const Target = z.enum(["krun", "km", "python.km", "plan"]);
const PlatformOption = z.string().transform((text, check): Platform | undefined => {
  const platform = parsePlatform(text);
  if (platform === undefined) check.addIssue({ code: "custom", message: "not a platform" });
  return platform;
});
const Flag = z.enum(["true", "false", "1", "0"]).transform((text) => text === "true" || text === "1");
const Epoch = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform(Number);
const ResolveMode = z.enum(["default", "local", "pull"]);
const Network = z.enum(["sandbox", "host", "none"]);

/** `no-cache` is empty for all stages, else a list of them. */
function cacheWish(option: string | undefined): CacheWish {
  if (option === undefined) return { ignores: () => false };
  if (option === "") return { ignores: () => true };
  const stages = new Set(option.split(",").map((stage) => stage.trim()));
  return { ignores: (stage) => stages.has(stage) };
}
