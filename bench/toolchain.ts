import * as z from "zod";
import type { Engine } from "../harness/engine/start.js";
import { convert, type Subject } from "./subjects.js";

/** What a toolchain costs where the cache has none. */
export const Toolchain = z.object({ ms: z.number(), mebibytes: z.number() });
export type Toolchain = z.infer<typeof Toolchain>;

/** Makes a subject's toolchain anew; its size is that of /toolchain, without the root that it was made in. */
export async function measureToolchain(engine: Engine, subject: Subject): Promise<Toolchain> {
  const tag = `${subject.tag}-toolchain`;
  const { vertices } = await convert(engine, subject, tag, { target: "toolchain", "no-cache": "" });
  const steps = vertices.filter(({ name }) => name.startsWith("[toolchain] "));
  const said = await engine.docker("run", "--rm", "--entrypoint", "du", tag, "-sk", "/toolchain");
  return {
    ms: steps.reduce((sum, { ms }) => sum + ms, 0),
    mebibytes: Math.round(Number(said.split("\t")[0]) / 1024),
  };
}
