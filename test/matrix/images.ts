import type { Image } from "./image.js";

/** CPython's source of a release: what a python is built from, and its toolchain. */
export function source(version: string): Image {
  return { name: `cpython:${version}`, dockerfile: "source", args: { VERSION: version } };
}

/** What a CPython of our own is linked with, beside what every Debian has. */
const LIBRARIES = [
  ..."libbz2-1.0 libdb5.3 libexpat1 libffi8 libgdbm6 libgdbm-compat4 liblzma5 libncursesw6 libnsl2".split(
    " ",
  ),
  ..."libreadline8 libsqlite3-0 libssl3 libtirpc3 libuuid1 libzstd1 zlib1g".split(" "),
].join(" ");

function userland(suite: string, libraries = ""): Image {
  const name = `userland:${suite}${libraries === "" ? "" : "-libraries"}`;
  return { name, dockerfile: "userland", args: { SUITE: suite, LIBRARIES: libraries } };
}

/** A suite's own python. */
export function debian(suite: string, libraries = ""): Image {
  const below = userland(suite, libraries);
  return { name: below.name.replace("userland", "debian"), dockerfile: "debian", on: { userland: below } };
}

/** How a CPython of our own is configured. */
export interface Layout {
  readonly name: string;
  readonly prefix: string;
  readonly options: string;
  /** Where its OpenSSL looks for configuration and certificates, where that is not Debian's place; as long a path. */
  readonly openssl?: string;
}

const DOCKER: Layout = { name: "usr-local", prefix: "/usr/local", options: "--enable-shared" };
export const FEDORA: Layout = {
  name: "lib64",
  prefix: "/usr",
  options: "--enable-shared --with-platlibdir=lib64",
  openssl: "/etc/pki/tls",
};
export const CONDA: Layout = { name: "conda", prefix: "/opt/conda", options: "--disable-shared" };

function built(version: string, { name, prefix, options }: Layout): Image {
  return {
    name: `python:${version}-${name}`,
    dockerfile: "cpython",
    args: { PREFIX: prefix, OPTIONS: options },
    on: { source: source(version) },
  };
}

/** A CPython of our own, its program first in PATH; in bookworm's userland, or another image of it. */
export function installed(
  version: string,
  layout: Layout = DOCKER,
  below: Image = userland("bookworm", LIBRARIES),
): Image {
  const beside = below.dockerfile === "userland" ? "" : "-beside-debian";
  return {
    name: `installed:${version}-${layout.name}${beside}`,
    dockerfile: "installed",
    args: { BIN: `${layout.prefix}/bin`, OPENSSL: layout.openssl ?? "" },
    on: { userland: below, python: built(version, layout) },
  };
}

/** Debian's python in /usr/bin and one of our own in /usr/local/bin, which is first in PATH. */
export function both(version: string): Image {
  return installed(version, DOCKER, debian("bookworm", LIBRARIES));
}

/** A virtual environment, over any of these. */
export function venv(below: Image, options = ""): Image {
  const name = `venv:${nameOf(below)}${options === "" ? "" : options.replace("--", "-")}`;
  return { name, dockerfile: "venv", args: { OPTIONS: options }, on: { image: below } };
}

/** A root without a shell: the interpreter's closure alone. */
export function distroless(below: Image, what: string, args: Readonly<Record<string, string>>): Image {
  return { name: `distroless:${nameOf(below)}${what}`, dockerfile: "distroless", args, on: { image: below } };
}

/** An image with one thing changed. */
export function changed(below: Image, dockerfile: "wrapper" | "user" | "mismatch"): Image {
  return { name: `${dockerfile}:${nameOf(below)}`, dockerfile, on: { image: below } };
}

/** A python of pyenv's on this machine, in bookworm's userland. */
export function pyenv(prefix: string): Image {
  const name = `pyenv:${prefix.slice(prefix.lastIndexOf("/") + 1)}`;
  const below = userland("bookworm", LIBRARIES);
  return {
    name,
    dockerfile: "pyenv",
    args: { PREFIX: prefix },
    on: { userland: below },
    folders: { pyenv: prefix },
  };
}

export function musl(version: string): Image {
  return { name: `musl:${version}`, dockerfile: "musl", on: { source: source(version) } };
}

function nameOf(image: Image): string {
  return image.name.replace(":", "-");
}
