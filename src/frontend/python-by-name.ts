import type { ContainerConfig } from "../oci/image-config.js";

const NAME = /^python(?:[23](?:\.\d+)?)?$/;

/**
 * The first word of the command where it is python by a plain name, for the engine to find in PATH: runc's init looks
 * there (libcontainer/standard_init_linux.go, exec.LookPath), and takes no folder of PATH that is not absolute.
 */
export function pythonByName({ Entrypoint, Cmd, Env }: ContainerConfig): string | undefined {
  const [word = ""] = [...(Entrypoint ?? []), ...(Cmd ?? [])];
  const path = Env?.findLast((entry) => entry.startsWith("PATH="))?.slice("PATH=".length);
  const isPlain = path !== undefined && path.split(":").every((folder) => folder.startsWith("/"));
  return isPlain && NAME.test(word) ? word : undefined;
}
