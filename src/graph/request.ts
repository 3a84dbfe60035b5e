import { file, mkfile } from "../llb/file.js";
import { scratch, type State } from "../llb/state.js";
import type { CheckLine } from "../kontainfile/kontainfile.js";
import type { ContainerConfig } from "../oci/image-config.js";

/** How the image's program starts, as our programs in the image are told. */
export function startOf(config: ContainerConfig) {
  return {
    entrypoint: config.Entrypoint ?? null,
    cmd: config.Cmd ?? null,
    env: config.Env ?? [],
    workdir: config.WorkingDir ?? "",
    user: config.User ?? "",
  };
}

/** A line's command; both are null where the image's own is meant. */
export function commandOf(command: CheckLine["command"], { Shell }: ContainerConfig) {
  return {
    argv: command?.kind === "exec" ? command.argv : null,
    line: command?.kind === "shell" ? command.line : null,
    shell: Shell !== undefined && Shell.length > 0 ? Shell : ["/bin/sh", "-c"],
  };
}

/** A folder with request.json, for one of our programs; equal documents are equal steps. */
export function requestFolder(document: object, program: string): State {
  const data = new TextEncoder().encode(`${JSON.stringify(document, undefined, 1)}\n`);
  const action = mkfile({ path: "/request.json", mode: 0o644, data, timestampSeconds: 0 });
  return file(scratch, [action], { name: `[internal] request for the ${program}` });
}
