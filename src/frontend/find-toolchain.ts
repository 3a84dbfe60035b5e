import { UserError, type Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceRange } from "../diagnostics/source.js";
import { GatewayError } from "../gateway/gateway-error.js";
import { toolchain, toolchainBase } from "../graph/toolchain.js";
import type { ToolchainImage } from "../kontainfile/kontainfile.js";
import type { State } from "../llb/state.js";
import { parseImageRef } from "../oci/image-ref.js";
import type { RelinkableOrigin } from "../plan/link-mode.js";
import type { Plan } from "../plan/schema.js";
import { contextState } from "./context-state.js";
import { cpythonSource } from "./cpython-source.js";
import { stagesOf, type Environment } from "./environment.js";
import { findImage } from "./found-image.js";
import { namedContext } from "./named-context.js";
import { proxyOf } from "./proxy.js";

export interface ToolchainWish {
  readonly plan: Plan;
  readonly origin: RelinkableOrigin;
  /** The one that TOOLCHAIN names. */
  readonly prebuilt: ToolchainImage | undefined;
  /** What to blame when no toolchain can be had. */
  readonly at: SourceRange;
}

/** The toolchain of the source image's exact Python: the one that the user has, else one that is built. */
export async function findToolchain(environment: Environment, wish: ToolchainWish): Promise<State> {
  const { plan, origin, prebuilt, at } = wish;
  if (prebuilt !== undefined) return prebuiltToolchain(environment, prebuilt);
  const { programs, options } = environment;
  const base = await resolveBase(environment, toolchainBase(origin), at);
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

async function resolveBase(environment: Environment, name: string, at: SourceRange): Promise<State> {
  const ref = parseImageRef(name);
  if (ref === undefined) throw new Error(`${name} is no image reference`);
  try {
    return (await findImage(environment, ref)).state;
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
