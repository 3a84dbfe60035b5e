import type { ContainerConfig } from "../oci/image-config.js";

/** What a Kontain image takes from its source; OnBuild and what Docker once noted of its containers stay behind. */
export function carriedOver(source: ContainerConfig): ContainerConfig {
  return {
    User: source.User,
    Env: source.Env,
    Entrypoint: source.Entrypoint,
    Cmd: source.Cmd,
    WorkingDir: source.WorkingDir,
    ExposedPorts: source.ExposedPorts,
    Volumes: source.Volumes,
    Labels: source.Labels,
    StopSignal: source.StopSignal,
    Shell: source.Shell,
    Healthcheck: source.Healthcheck,
  };
}
