import { isDeepStrictEqual } from "node:util";
import type { Image } from "../image.js";
import type { ImageFile } from "./file.js";

/** How two images differ, a line each; `ignore` names fields that may differ, of files and of the configuration. */
export function imageDifferences(a: Image, b: Image, ignore: readonly string[] = []): readonly string[] {
  return [
    ...fieldDifferences("config", { ...a.config, ...a.config.config }, { ...b.config, ...b.config.config }, [
      "config",
      "rootfs",
      "history",
      "created",
      ...ignore,
    ]),
    ...(ignore.includes("layers") ? [] : layerDifferences(a, b)),
    ...fileDifferences(a.files, b.files, ignore),
  ];
}

/** How two file systems differ, a line each. */
export function fileDifferences(
  a: ReadonlyMap<string, ImageFile>,
  b: ReadonlyMap<string, ImageFile>,
  ignore: readonly string[] = [],
): readonly string[] {
  const paths = [...new Set([...a.keys(), ...b.keys()])].sort();
  return paths.flatMap((path) => {
    const [left, right] = [a.get(path), b.get(path)];
    if (left === undefined) return [`/${path}: only in the second`];
    if (right === undefined) return [`/${path}: only in the first`];
    return fieldDifferences(`/${path}`, { ...left }, { ...right }, ignore);
  });
}

function layerDifferences(a: Image, b: Image): readonly string[] {
  const ids = (image: Image): string => image.layers.map((layer) => layer.diffId.slice(7, 19)).join(" ");
  return ids(a) === ids(b) ? [] : [`layers: ${ids(a)} | ${ids(b)}`];
}

function fieldDifferences(
  where: string,
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
  ignore: readonly string[],
): readonly string[] {
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return fields
    .filter((field) => !ignore.includes(field) && !isDeepStrictEqual(a[field], b[field]))
    .map((field) => `${where}: ${field}: ${JSON.stringify(a[field])} | ${JSON.stringify(b[field])}`);
}
