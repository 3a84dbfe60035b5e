import * as z from "zod";

/** plan.json larger than this is refused unread; the analyzer bounds its lists to stay far below. */
export const PLAN_LIMIT_BYTES = 256 * 1024;

const absolutePath = z.string().max(4096).regex(/^\//, "must be an absolute path").refine(isConfined, {
  error: "must not contain '..' or NUL",
});
const moduleName = z.string().max(512);
const text = z.string().max(4096);
const count = z.int().nonnegative();

function isConfined(path: string): boolean {
  return !path.includes("\0") && !path.split("/").includes("..");
}

const debianVersion = z.string().regex(/^[0-9][A-Za-z0-9.+~:-]{0,127}$/);

/** Where an interpreter's objects can be had from. */
const Origin = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("debian"),
    distribution: z.enum(["debian", "ubuntu"]),
    suite: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    package: z.string().regex(/^python3\.\d{1,2}$/),
    version: debianVersion,
  }),
  z.object({
    kind: z.literal("cpython"),
    /** Why it is no distribution's. */
    reason: text,
    prefix: absolutePath,
    platlibdir: z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/),
    multiarch: z.string().regex(/^[A-Za-z0-9_-]{0,64}$/),
    /** Bytes; 0 where the C library's own default holds. */
    thread_stack_size: count.max(2 ** 31),
  }),
  z.object({ kind: z.literal("other"), reason: text }),
]);
export type Origin = z.infer<typeof Origin>;

const Python = z.object({
  implementation: z.string().max(64),
  version: z.string().regex(/^\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?\+?$/),
  build: text,
  abiflags: z.string().regex(/^[a-z]{0,4}$/),
  soabi: text,
  multiarch: text,
  prefix: absolutePath,
  exec_prefix: absolutePath,
  platlibdir: text,
  cache_tag: text,
  sre_magic: z.int(),
  pyc_magic: z.int(),
});

const Blocker = z.object({
  module: moduleName.nullable(),
  path: absolutePath,
  reason: z.enum(["third-party", "library", "not-linkable", "origin"]),
});
export type Blocker = z.infer<typeof Blocker>;

const debianName = z.string().regex(/^[a-z0-9][a-z0-9+.-]{1,127}$/);

/** A distribution whose compiled modules are built once more from its source, to be linked. */
const Relink = z.object({
  /** Its name after PEP 503; a folder's name in the build, so as strict as the version is. */
  key: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,126}[a-z0-9])?$/),
  name: z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/),
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.+!_-]{0,127}$/),
  /** The Debian or Ubuntu package that installed it. */
  package: z
    .object({
      name: debianName,
      version: debianVersion,
      source: debianName,
      source_version: debianVersion,
    })
    .nullable(),
  /** Whether the package index may have it: not where it was installed from a folder or an address of its own. */
  indexed: z.boolean(),
  /** The libraries of others that its compiled modules name. */
  needs: z.array(z.string().regex(/^[^/\0]{1,255}$/)).max(256),
  /** Those that the image keeps. */
  modules: z.array(moduleName).max(4096),
});
export type Relink = z.infer<typeof Relink>;

const Finding = z.object({ code: z.string().max(64), message: text, hint: text.optional() });
export type Finding = z.infer<typeof Finding>;

const Tree = z.object({ files: count, bytes: count });
const Matches = z.array(z.object({ pattern: text, files: count })).max(4096);
const layer = z.enum(["runtime", "packages", "app"]);

/** What the analyzer found out about a source image (docs/architecture.md, plan.json). */
export const Plan = z.object({
  format: z.literal(1),
  python: Python,
  origin: Origin,
  interpreter: z.object({ path: absolutePath, km: absolutePath, links: z.array(absolutePath).max(4096) }),
  entrypoint: z.object({
    argv: z.array(z.string().max(65536)).max(4096),
    program: absolutePath.nullable(),
    chain: z.array(z.object({ path: text, kind: text, why: text })).max(256),
  }),
  program: z.object({
    path: z.array(text).max(1024),
    prefix: text,
    exec_prefix: text,
    base_prefix: text,
    executable: text,
    flags: z.array(text).max(256),
    site: z.boolean(),
  }),
  folders: z.array(z.object({ path: absolutePath, layer })).max(4096),
  modules: z
    .array(
      z.object({
        name: moduleName,
        path: absolutePath,
        layer,
        linked: z.boolean(),
        needs: z.array(text).max(256),
      }),
    )
    .max(8192),
  link: z.object({ mode: z.enum(["static", "dynamic"]), blockers: z.array(Blocker).max(8192) }),
  relink: z.array(Relink).max(512).refine(hasOwnKeys, { error: "must have each key once" }).optional(),
  layers: z.object({ runtime: Tree, packages: Tree, app: Tree }),
  dropped: Matches,
  kept: Matches,
  /** What PRUNE left out of the folders that imports look in, and how many places only a run can decide. */
  prune: z.object({
    level: z.enum(["none", "safe", "strict"]),
    dropped: Tree,
    undecided: count,
  }),
  findings: z.array(Finding).max(512),
});
export type Plan = z.infer<typeof Plan>;

function hasOwnKeys(rows: readonly Relink[]): boolean {
  return new Set(rows.map(({ key }) => key)).size === rows.length;
}

/** The analyzer's refusal: the image cannot be converted, and why. */
export const PlanError = z.object({ format: z.literal(1), error: Finding });
