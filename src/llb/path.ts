import { posix } from "node:path";

/** A path in a file operation, absolute and clean, as BuildKit's Go client sends it. */
export function absolutePath(path: string): string {
  const normal = posix.join("/", path);
  return normal === "/" ? normal : normal.replace(/\/$/, "");
}

/** The same for a copy's destination, where a trailing `/` or `/.` says that a folder is meant. */
export function destinationPath(path: string): string {
  const clean = absolutePath(path);
  if (path.endsWith("/") && clean !== "/") return `${clean}/`;
  if (path.endsWith("/.")) return clean === "/" ? "/." : `${clean}/.`;
  return clean;
}
