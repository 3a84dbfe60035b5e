import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { GatewayError } from "../gateway/gateway-error.js";
import { baseAhead, toolchain, toolchainBase, USUAL_BASE } from "../graph/toolchain.js";
import type { Kontainfile, ToolchainImage } from "../kontainfile/kontainfile.js";
import type { State } from "../llb/state.js";
import { parseImageRef, type ImageRef } from "../oci/image-ref.js";
import type { RelinkableOrigin } from "../plan/link-mode.js";
import type { Plan } from "../plan/schema.js";
import { contextState } from "./context-state.js";
import { cpythonSource } from "./cpython-source.js";
import { solve, stagesOf, type Environment } from "./environment.js";
import { findImage, type FoundImage } from "./found-image.js";
import { namedContext } from "./named-context.js";
import { proxyOf } from "./proxy.js";

export interface ToolchainWish {
  readonly plan: Plan;
  readonly origin: RelinkableOrigin;
  /** The one that TOOLCHAIN names. */
  readonly prebuilt: ToolchainImage | undefined;
  readonly expected: ExpectedBase | undefined;
  /** What to blame when no toolchain can be had. */
  readonly at: SourceRange;
}

/** A base image that was asked for before it was known to be the one. */
export interface ExpectedBase {
  readonly name: string;
  readonly found: Promise<FoundImage>;
}

/**
 * Where python.km is sure to be linked, the usual base image is asked for while the source image is: the plan, which
 * names the base, comes only after that, and a cached build has little else to wait for.
 */
export function expectBase(environment: Environment, kontainfile: Kontainfile): ExpectedBase | undefined {
  const { link, toolchain: prebuilt } = kontainfile;
  if (link !== "static" || prebuilt !== undefined || environment.options.target === "plan") return undefined;
  const found = findImage(environment, imageRef(USUAL_BASE));
  // Whoever needs it is told; where it is another one, nobody misses it.
  found.then((base) => wantBase(environment, base)).catch(() => undefined);
  return { name: USUAL_BASE, found };
}

/**
 * Has the daemon look the base up, or pull it, while the source is analyzed; for nothing where the plan names another.
 * Not with a cache of another machine: that may well have the toolchain, and then nobody needs to pull its base.
 */
async function wantBase(environment: Environment, { state }: FoundImage): Promise<void> {
  if (environment.options.bringsCache) return;
  await solve(environment, baseAhead(state), undefined, { evaluate: true });
}

/** The toolchain of the source image's exact Python: the one that the user has, else one that is built. */
export async function findToolchain(environment: Environment, wish: ToolchainWish): Promise<State> {
  const { plan, origin, prebuilt, at, expected } = wish;
  if (prebuilt !== undefined) return prebuiltToolchain(environment, prebuilt);
  const { programs, options } = environment;
  const base = await resolveBase(environment, { name: toolchainBase(origin), at, expected });
  const source =
    origin.kind === "cpython" ? await cpythonSource(environment, plan.python.version, at) : undefined;
  return toolchain(base, { origin, python: plan.python, source }, programs.toolchain, {
    network: options.network,
    proxy: proxyOf(options.buildArgs),
    stages: stagesOf(environment, at),
  });
}

/** A named context of the image's name wins, as with FROM. */
async function prebuiltToolchain(
  environment: Environment,
  { image, ref, range: at }: ToolchainImage,
): Promise<State> {
  const context = namedContext(environment.options.contexts, image);
  try {
    if (context === undefined) return (await findImage(environment, ref)).state;
    const state = await contextState(environment, { name: image, context, at });
    if (state !== undefined) return state;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new UserError([noImage(`the toolchain ${image} cannot be had: ${error.message}`, at)], {
      cause: error,
    });
  }
  throw new UserError([
    noImage(`the named context ${image} (${context.text}) is neither a folder nor an image`, at),
  ]);
}

function noImage(message: string, at: SourceRange): Diagnostic {
  const hint = "build one with --target toolchain, or remove the line: then one is built here";
  return { code: "toolchain-image", message, hint, at };
}

interface BaseWish {
  readonly name: string;
  readonly at: SourceRange;
  readonly expected: ExpectedBase | undefined;
}

async function resolveBase(environment: Environment, { name, at, expected }: BaseWish): Promise<State> {
  try {
    const found = expected?.name === name ? expected.found : findImage(environment, imageRef(name));
    return (await found).state;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const diagnostic = {
      code: "toolchain-base",
      message: `the toolchain's base image ${name} cannot be had: ${error.message}`,
      hint: "pull it first, or say LINK dynamic, which needs no toolchain",
      at,
    };
    throw new UserError([diagnostic], { cause: error });
  }
}

function imageRef(name: string): ImageRef {
  const ref = parseImageRef(name);
  if (ref === undefined) throw new Error(`${name} is no image reference`);
  return ref;
}
