import { formatPlatform, LINUX_AMD64 } from "../oci/platform.js";

/** What `--build-context NAME=…` may give (BuildKit frontend/dockerui/namedcontext.go). */
export type NamedContext =
  | { readonly kind: "image"; readonly ref: string; readonly text: string }
  | { readonly kind: "local"; readonly name: string; readonly text: string }
  | { readonly kind: "input"; readonly name: string; readonly text: string }
  | { readonly kind: "other"; readonly text: string };

/** The context of this name: for our platform, for the name as written, or for the name without `:latest`. */
export function namedContext(contexts: ReadonlyMap<string, string>, name: string): NamedContext | undefined {
  const short = name.replace(/:latest$/, "");
  const keys = [name, short].flatMap((key) => [`${key}::${formatPlatform(LINUX_AMD64)}`, key]);
  const text = keys.map((key) => contexts.get(key)).find((value) => value !== undefined);
  return text === undefined ? undefined : parseNamedContext(text);
}

function parseNamedContext(text: string): NamedContext {
  const match = /^(docker-image:\/\/|local:|input:)(.+)$/s.exec(text);
  const [, scheme, rest = ""] = match ?? [];
  switch (scheme) {
    case "docker-image://":
      return { kind: "image", ref: rest, text };
    case "local:":
      return { kind: "local", name: rest, text };
    case "input:":
      return { kind: "input", name: rest, text };
    default:
      return { kind: "other", text };
  }
}
