import { normalVersion } from "./same-version.js";
import type { Relink } from "./schema.js";

/** What lies in a folder of sources. */
export interface SourceEntry {
  readonly name: string;
  readonly kind: "file" | "folder";
}

/** What such a folder has for one distribution. */
export interface ChosenSource {
  /** Its archive or its unpacked source. */
  readonly entry: SourceEntry | undefined;
  /** The names of its other versions. */
  readonly others: readonly string[];
}

/** Archives of sources, the usual one first (PEP 625 knows no other, but older releases do). */
const SUFFIXES = [".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz"];

/** Chooses by name alone: an archive NAME-VERSION.tar.gz or its like, before an unpacked folder NAME-VERSION. */
export function chooseSource(
  { key, version }: Pick<Relink, "key" | "version">,
  entries: readonly SourceEntry[],
): ChosenSource {
  const wanted = normalVersion(version);
  const ours = entries.flatMap((entry) => {
    const rank = rankOf(entry);
    const found = rank === undefined ? undefined : versionIn(stemOf(entry, rank), key);
    return rank === undefined || found === undefined ? [] : [{ entry, rank, version: normalVersion(found) }];
  });
  const [best] = ours
    .filter((each) => each.version === wanted)
    .sort((a, b) => a.rank - b.rank || byName(a.entry, b.entry));
  const others = ours.filter((each) => each.version !== wanted).map(({ entry }) => entry);
  return { entry: best?.entry, others: others.sort(byName).map(({ name }) => name) };
}

/** Whether it may be what a source needs to be built with, of whatever distribution. */
export function isWheel({ name, kind }: SourceEntry): boolean {
  return kind === "file" && name.endsWith(".whl");
}

/** The place among what may hold a source; undefined for what holds none. */
function rankOf({ name, kind }: SourceEntry): number | undefined {
  if (kind === "folder") return SUFFIXES.length;
  const rank = SUFFIXES.findIndex((suffix) => name.endsWith(suffix));
  return rank === -1 ? undefined : rank;
}

function stemOf({ name }: SourceEntry, rank: number): string {
  return name.slice(0, name.length - (SUFFIXES[rank] ?? "").length);
}

/** The version behind the name; which of the hyphens parts them is known by the name alone, since older names have some. */
function versionIn(stem: string, key: string): string | undefined {
  const hyphens = [...stem.matchAll(/-/g)].map(({ index }) => index);
  return hyphens
    .filter((at) => normalName(stem.slice(0, at)) === key)
    .map((at) => stem.slice(at + 1))
    .find((version) => /^v?\d/i.test(version));
}

/** PEP 503. */
function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

function byName(a: SourceEntry, b: SourceEntry): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
