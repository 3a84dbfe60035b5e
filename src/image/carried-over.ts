import { variablesOf, withVariable } from "./environment.js";
import { workingFolder } from "./working-folder.js";
import type { ContainerConfig } from "../oci/image-config.js";

/** What a Kontain image takes from its source; OnBuild and what Docker once noted of its containers stay behind. */
export function carriedOver(source: ContainerConfig): ContainerConfig {
  return {
    User: source.User,
    Env: withPath(source.Env ?? []),
    Entrypoint: source.Entrypoint,
    Cmd: source.Cmd,
    WorkingDir: source.WorkingDir && workingFolder(undefined, source.WorkingDir),
    ExposedPorts: source.ExposedPorts,
    Volumes: source.Volumes,
    Labels: source.Labels,
    StopSignal: source.StopSignal,
    Shell: source.Shell,
    Healthcheck: source.Healthcheck,
  };
}

/** Where Docker looks for programs if an image does not say; BuildKit then writes it into what it builds. */
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

function withPath(env: string[]): string[] {
  return variablesOf(env).has("PATH") ? env : withVariable(env, "PATH", DEFAULT_PATH);
}
