import type { Digest } from "../oci/digest.js";

/** What a Kontain image's labels tell. */
export interface LabelFacts {
  readonly base: { readonly name: string; readonly digest?: Digest | undefined };
  readonly python: {
    readonly version: string;
    readonly link: "static" | "dynamic";
    /** The C modules linked into python.km. */
    readonly modules: readonly string[];
  };
  /** From --label; they win over all others. */
  readonly extraLabels: ReadonlyMap<string, string>;
}

/** Which contract an image keeps with krun and its like; Kontain's tools look for 1. */
const CONTRACT = "1";

const BASE_NAME = "org.opencontainers.image.base.name";
const BASE_DIGEST = "org.opencontainers.image.base.digest";

/** The labels of a Kontain image: the source's, ours over them, and --label over all, sorted by name. */
export function kontainLabels(
  inherited: Readonly<Record<string, string>>,
  { base, python, extraLabels }: LabelFacts,
): Record<string, string> {
  const kept = Object.entries(inherited).filter(([name]) => !isOurs(name));
  const ours: [string, string][] = [
    [BASE_NAME, base.name],
    ["app.kontain.version", CONTRACT],
    ["app.kontain.python", python.version],
    ["app.kontain.link", python.link],
  ];
  if (base.digest !== undefined) ours.push([BASE_DIGEST, base.digest]);
  if (python.modules.length > 0) ours.push(["app.kontain.modules", python.modules.toSorted().join(",")]);
  const all = new Map([...kept, ...ours, ...extraLabels]);
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What would say of this image what was true of the source: its own base, or an earlier conversion. */
function isOurs(name: string): boolean {
  return (
    name === BASE_NAME || name === BASE_DIGEST || /^app\.kontain\.(?:version|python|link|modules)$/.test(name)
  );
}
