import * as z from "zod";
import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { FrontendOptions } from "../gateway/options.js";
import type { Stage } from "../graph/stages.js";
import { formatPlatform, LINUX_AMD64, parsePlatform, type Platform } from "../oci/platform.js";

/** What a build returns; `--target` names it. */
export const TARGETS = {
  krun: "the Kontain image for krun (RuntimeClass kontain); runs under runc too",
  km: "the Kontain image with Kontain Monitor inside, from the named context km",
  "python.km": "just the payload",
  plan: "plan.json, why.json and link.json: what the analysis found",
  toolchain: "the toolchain of the source's Python, for TOOLCHAIN to name",
  relinked: "the distributions with C modules, built for linking, for the named context relinked",
} as const;
export type Target = keyof typeof TARGETS;
export const DEFAULT_TARGET: Target = "krun";

/** The client's options of one build (BuildKit frontend/dockerui/config.go), checked. */
export interface BuildOptions {
  readonly filename: string;
  /** The name under which the client serves the folder that holds the Kontainfile, where it says so. */
  readonly dockerfileKey: string | undefined;
  readonly target: Target;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
  /** Named contexts (`--build-context`), by name. */
  readonly contexts: ReadonlyMap<string, string>;
  /** What the client knows of its inputs, by their names; JSON. */
  readonly inputMetadata: ReadonlyMap<string, string>;
  /** Which stages may not come from the cache: `--no-cache` or `--no-cache-filter`. */
  readonly ignores: (stage: Stage) => boolean;
  /** Whether the client names caches of other machines (`--cache-from`). */
  readonly bringsCache: boolean;
  /** SOURCE_DATE_EPOCH in seconds. */
  readonly epoch: number | undefined;
  readonly resolveMode: "default" | "local" | "pull";
  /** Where the sources of distributions are looked for: pip's own variable. */
  readonly index: string;
  /** Of the steps that download. */
  readonly network: "sandbox" | "host" | "none";
}

/** Throws a UserError that names every option that cannot be used. */
export function buildOptions(options: FrontendOptions): BuildOptions {
  const { all } = options;
  const diagnostics = checkPlatforms(all.get("platform") ?? "");
  const read = <T>(key: string, schema: z.ZodType<T>, fallback: T, allowed: string): T => {
    const text = all.get(key);
    if (text === undefined || text === "") return fallback;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    diagnostics.push({
      code: "bad-option",
      message: `${FLAGS[key] ?? key} cannot be '${text}'`,
      hint: allowed,
    });
    return fallback;
  };
  const built: BuildOptions = {
    filename: all.get("filename") ?? "Kontainfile",
    dockerfileKey: all.get("dockerfilekey"),
    target: read("target", Target, DEFAULT_TARGET, `targets: ${Object.keys(TARGETS).join(", ")}`),
    buildArgs: withPrefix(all, "build-arg:"),
    labels: withPrefix(all, "label:"),
    contexts: withPrefix(all, "context:"),
    inputMetadata: withPrefix(all, "input-metadata:"),
    ignores: ignoredStages(all.get("no-cache")),
    bringsCache: options.cacheImports.length > 0,
    epoch: read(
      "build-arg:SOURCE_DATE_EPOCH",
      Epoch,
      undefined,
      "say the seconds since 1970, a whole number",
    ),
    index: read(
      "build-arg:PIP_INDEX_URL",
      Index,
      "https://pypi.org/simple/",
      "say the http or https URL of a package index, such as https://pypi.org/simple/",
    ),
    resolveMode: read("image-resolve-mode", ResolveMode, "default", "modes: default, local, pull"),
    network: read("force-network-mode", Network, "sandbox", "modes: default, host, none"),
  };
  if (diagnostics.length > 0) throw new UserError(diagnostics);
  return built;
}

/** How the user says an option whose key is BuildKit's. */
const FLAGS: Readonly<Record<string, string>> = {
  target: "--target",
  "build-arg:SOURCE_DATE_EPOCH": "--build-arg SOURCE_DATE_EPOCH",
  "build-arg:PIP_INDEX_URL": "--build-arg PIP_INDEX_URL",
  "force-network-mode": "--network",
};

const Target = z.enum(["krun", "km", "python.km", "plan", "toolchain", "relinked"]);
const Epoch = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform(Number);
/** URL itself would take blanks and leave them out. */
const Index = z.string().refine((text) => /^https?:\/\/[^\s/]\S*$/i.test(text) && URL.canParse(text));
const ResolveMode = z.enum(["default", "local", "pull"]);
const Network = z.enum(["sandbox", "host", "none"]);

/** `platform` is a list, since a build may be for several. */
function checkPlatforms(list: string): Diagnostic[] {
  const wanted = formatPlatform(LINUX_AMD64);
  return list
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "" && !isWanted(parsePlatform(text)))
    .map((platform) => ({
      code: "platform",
      message: `--platform ${platform}: KM runs ${wanted} only`,
      hint: `build with --platform ${wanted}`,
    }));
}

function isWanted(platform: Platform | undefined): boolean {
  return platform !== undefined && formatPlatform(platform) === formatPlatform(LINUX_AMD64);
}

/** `no-cache` is empty for all stages, else a list of them. */
function ignoredStages(noCache: string | undefined): BuildOptions["ignores"] {
  if (noCache === undefined) return () => false;
  if (noCache === "") return () => true;
  const stages = new Set(noCache.split(",").map((stage) => stage.trim()));
  return (stage) => stages.has(stage);
}

function withPrefix(all: ReadonlyMap<string, string>, prefix: string): ReadonlyMap<string, string> {
  const entries = [...all].filter(([key]) => key.startsWith(prefix));
  return new Map(entries.map(([key, value]) => [key.slice(prefix.length), value]));
}
