import { UserError } from "../diagnostics/diagnostic.js";
import type { ContainerConfig } from "../oci/image-config.js";
import { workingFolder } from "./working-folder.js";

/** Where an image that carries KM has it. */
const KM_PATH = "/opt/kontain/bin/km";

/**
 * The command started through KM. KM searches no PATH, so the program becomes an absolute path. With an Entrypoint
 * it goes before that; with a Cmd alone the Cmd stays one that arguments of `docker run` replace.
 */
export function throughKm(config: ContainerConfig, program: string | null): ContainerConfig {
  const { Entrypoint = [], Cmd = [] } = config;
  const first = Entrypoint[0] ?? Cmd[0];
  if (first === undefined) return { ...config, Entrypoint: [KM_PATH] };
  if (first === KM_PATH) return config;
  const absolute = program ?? absolutePath(first, config.WorkingDir);
  if (Entrypoint.length > 0) return { ...config, Entrypoint: [KM_PATH, absolute, ...Entrypoint.slice(1)] };
  return { ...config, Entrypoint: [KM_PATH], Cmd: [absolute, ...Cmd.slice(1)] };
}

function absolutePath(program: string, folder: string | undefined): string {
  if (program.includes("/")) return workingFolder(folder, program);
  throw new UserError([
    {
      code: "program-not-found",
      message: `the image starts ${program}, which is nowhere in its PATH`,
      hint: "give ENTRYPOINT or CMD the absolute path of a program in the image",
    },
  ]);
}
