import { parseDigest, type Digest } from "./digest.js";

/** An image reference in full, as registries and BuildKit's `docker-image://` know it. */
export interface ImageRef {
  /** `docker.io/library/debian` */
  readonly repository: string;
  readonly tag?: string | undefined;
  readonly digest?: Digest | undefined;
}

const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const HOST = /^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d+)?$/;

/** Reads a familiar reference (`debian`, `my/app:1`, `host:5000/a@sha256:…`) by distribution/reference's rules. */
export function parseImageRef(text: string): ImageRef | undefined {
  const [name = "", digestText, ...more] = text.split("@");
  if (more.length > 0) return undefined;
  const digest = digestText === undefined ? undefined : parseDigest(digestText);
  if (digestText !== undefined && digest === undefined) return undefined;
  const colon = name.lastIndexOf(":");
  const hasTag = colon > name.lastIndexOf("/");
  const path = hasTag ? name.slice(0, colon) : name;
  const tag = hasTag ? name.slice(colon + 1) : undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const repository = normalizeRepository(path);
  if (repository === undefined) return undefined;
  return { repository, tag: tag ?? (digest === undefined ? "latest" : undefined), digest };
}

function normalizeRepository(path: string): string | undefined {
  const parts = path.split("/");
  const [first = ""] = parts;
  const hasHost = parts.length > 1 && (/[.:]/.test(first) || first === "localhost");
  const host = hasHost ? first : "docker.io";
  const names = hasHost ? parts.slice(1) : parts;
  if (!HOST.test(host) || !names.every((name) => NAME.test(name))) return undefined;
  const official = host === "docker.io" && names.length === 1 ? ["library"] : [];
  return [host, ...official, ...names].join("/");
}

export function formatImageRef({ repository, tag, digest }: ImageRef): string {
  return `${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** The name as people write it, without tag and digest: `debian` for `docker.io/library/debian`. */
export function familiarName({ repository }: ImageRef): string {
  return repository.replace(/^docker\.io\/(?:library\/(?=[^/]+$))?/, "");
}
