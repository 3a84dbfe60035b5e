import { parseDigest, type Digest } from "../oci/digest.js";
import { familiarName, parseImageRef, type ImageRef } from "../oci/image-ref.js";
import { formatPlatform, LINUX_AMD64 } from "../oci/platform.js";

/** What `--build-context NAME=…` may give (BuildKit frontend/dockerui/namedcontext.go). */
export type NamedContext = { readonly text: string } & (
  | { readonly kind: "image"; readonly ref: ImageRef }
  | { readonly kind: "layout"; readonly store: string; readonly digest: Digest }
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "input"; readonly name: string }
  | { readonly kind: "other" }
);

/**
 * The context of this name: for our platform before any, and under the familiar form of the name, which clients write
 * (`debian` for `docker.io/library/debian:latest`), before the name as it stands.
 */
export function namedContext(contexts: ReadonlyMap<string, string>, name: string): NamedContext | undefined {
  const keys = [familiar(name), name].flatMap((key) => [`${key}::${formatPlatform(LINUX_AMD64)}`, key]);
  const text = keys.map((key) => contexts.get(key)).find((value) => value !== undefined);
  return text === undefined ? undefined : parseNamedContext(text);
}

function familiar(name: string): string {
  const ref = parseImageRef(name);
  if (ref === undefined) return name;
  const tag = ref.tag === undefined || ref.tag === "latest" ? "" : `:${ref.tag}`;
  return `${familiarName(ref)}${tag}${ref.digest === undefined ? "" : `@${ref.digest}`}`;
}

function parseNamedContext(text: string): NamedContext {
  const match = /^(docker-image:\/\/|oci-layout:\/\/|local:|input:)(.+)$/s.exec(text);
  const [, scheme, rest = ""] = match ?? [];
  switch (scheme) {
    case "docker-image://": {
      const ref = parseImageRef(rest);
      return ref === undefined ? { kind: "other", text } : { kind: "image", ref, text };
    }
    case "oci-layout://":
      return parseLayout(rest, text);
    case "local:":
      return { kind: "local", name: rest, text };
    case "input:":
      return { kind: "input", name: rest, text };
    default:
      return { kind: "other", text };
  }
}

/** `STORE[:TAG]@DIGEST`; the client has already looked the tag up. */
function parseLayout(reference: string, text: string): NamedContext {
  const [name = "", digestText = ""] = reference.split("@");
  const store = name.replace(/:[^/:]*$/, "");
  const digest = parseDigest(digestText);
  return store === "" || digest === undefined
    ? { kind: "other", text }
    : { kind: "layout", store, digest, text };
}
