import { UserError } from "../diagnostics/diagnostic.js";
import { serializeConfig } from "../image/kontain-config.js";
import { toolchainConfig } from "../image/toolchain-config.js";
import type { Kontainfile } from "../kontainfile/kontainfile.js";
import { noToolchain } from "../plan/link-mode.js";
import type { Plan } from "../plan/schema.js";
import type { BuildResult } from "./build.js";
import { solve, type Environment } from "./environment.js";
import { findToolchain, type ExpectedBase } from "./find-toolchain.js";

/** The toolchain of the source image's Python as an image, for other builds to name with TOOLCHAIN. */
export async function toolchainOnly(
  environment: Environment,
  plan: Plan,
  kontainfile: Kontainfile,
  expected: ExpectedBase | undefined,
): Promise<BuildResult> {
  const { origin } = plan;
  const { range: at } = kontainfile.from;
  if (origin.kind === "other") throw new UserError([noToolchain(plan, at)]);
  const tools = await findToolchain(environment, {
    plan,
    origin,
    prebuilt: kontainfile.toolchain,
    expected,
    at,
  });
  const { labels, epoch } = environment.options;
  return {
    ref: await solve(environment, tools),
    config: serializeConfig(toolchainConfig(plan, { labels, epoch })),
  };
}
