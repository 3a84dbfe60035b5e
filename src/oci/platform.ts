/** An OCI platform; `variant` is empty for amd64. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string | undefined;
}

/** KM runs x86_64 payloads only. */
export const LINUX_AMD64: Platform = { os: "linux", architecture: "amd64" };

/** Reads `os/architecture[/variant]`, with the usual aliases of the architecture (containerd platforms). */
export function parsePlatform(text: string): Platform | undefined {
  const match = /^([a-z0-9]+)\/([a-z0-9_]+)(?:\/([a-z0-9]+))?$/i.exec(text);
  if (match === null) return undefined;
  const [, os = "", architecture = "", variant] = match;
  const canonical = ARCHITECTURES.get(architecture.toLowerCase()) ?? architecture.toLowerCase();
  return { os: os.toLowerCase(), architecture: canonical, ...(variant && { variant }) };
}

const ARCHITECTURES = new Map([
  ["x86_64", "amd64"],
  ["x86-64", "amd64"],
  ["aarch64", "arm64"],
]);

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant ? [variant] : [])].join("/");
}
