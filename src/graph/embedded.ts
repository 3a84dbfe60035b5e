import { copy, file, mkfile } from "../llb/file.js";
import { scratch, type State } from "../llb/state.js";

/** A folder as a compressed tar archive: a definition travels whole with every solve, so what it carries is small. */
export type Archive = Uint8Array;

/** Our own programs for the build's steps, bundled into the frontend: no second image to pull. */
export interface EmbeddedFiles {
  /** What runs in the source image. */
  readonly analyzer: Archive;
  /** What runs the source image's programs to see what they use. */
  readonly tracer: Archive;
  /** What runs in the source image and in the result, to compare them. */
  readonly checker: Archive;
  /** What builds a toolchain, with modules.json. */
  readonly toolchain: Archive;
  /** What builds a distribution once more in a toolchain, for its modules to be linked. */
  readonly relinker: Archive;
  /** What links python.km in a toolchain. */
  readonly linker: Archive;
  /** The linker's tables that the frontend itself reads, by name: modules.json, cpython.json. */
  readonly tables: ReadonlyMap<string, string>;
}

/** The programs, each unpacked: a state of its own. */
export type Programs = Readonly<Record<Exclude<keyof EmbeddedFiles, "tables">, State>>;

export function programsOf(embedded: EmbeddedFiles): Programs {
  const { analyzer, tracer, checker, toolchain, relinker, linker } = embedded;
  return {
    analyzer: unpacked(analyzer, "analyzer"),
    tracer: unpacked(tracer, "tracer"),
    checker: unpacked(checker, "checker"),
    toolchain: unpacked(toolchain, "toolchain builder"),
    relinker: unpacked(relinker, "relinker"),
    linker: unpacked(linker, "linker"),
  };
}

/** In one step: the archive is made and unpacked by the same operation. */
function unpacked(archive: Archive, name: string): State {
  const path = "/archive.tar.bz2";
  const from = [mkfile({ path, mode: 0o644, data: archive, timestampSeconds: 0 })];
  return file(scratch, [copy({ from, src: path, dest: "/", unpack: true })], { name: `[internal] ${name}` });
}
