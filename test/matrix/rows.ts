import type { Image } from "./image.js";
import {
  both,
  changed,
  CONDA,
  debian,
  distroless,
  FEDORA,
  installed,
  musl,
  pyenv,
  source,
  venv,
} from "./images.js";
import { pyenvPrefix } from "./pyenv.js";

/** A source image of the matrix, and what is special about it. */
export type Row = ConvertedRow | RefusedRow | UnitTestedRow;

/** One whose results do what it does. */
export interface ConvertedRow {
  readonly kind: "converted";
  readonly name: string;
  readonly image: Image;
  /** CPython's source, where the toolchain is built from it: the named context `cpython`. */
  readonly source?: Image;
  /** Options of `docker run`. */
  readonly options?: readonly string[];
  /** How its python runs a file, where the image's own command is something else. */
  readonly python?: readonly string[];
  /** Why no static result can be made of it here: unit tests have to do. */
  readonly onlyDynamic?: string;
  /** What system.py cannot have in this image: parts of it, or all, and why. */
  readonly lacks?: { readonly parts: readonly string[] | "all"; readonly because: string };
}

/** One that no conversion may accept: the message has to name both sides. */
export interface RefusedRow {
  readonly kind: "refused";
  readonly name: string;
  readonly image: Image;
  readonly source?: Image;
  readonly says: readonly RegExp[];
}

/** One whose image cannot be made here. */
export interface UnitTestedRow {
  readonly kind: "unit tests only";
  readonly name: string;
  readonly because: string;
}

const BOOKWORM = debian("bookworm");
const DEBIANS_PACKAGES =
  "libpython3.11-minimal libpython3.11-stdlib python3.11 python3.11-minimal python3-minimal";

const debians: readonly Row[] = (
  [
    ["bullseye", "3.9"],
    ["bookworm", "3.11"],
    ["trixie", "3.13"],
    ["forky", "3.14"],
  ] as const
).map(([suite, series]) => ({
  kind: "converted",
  name: `Debian ${suite}, its /usr/bin/python3 (${series})`,
  image: debian(suite),
}));

const dockers: readonly Row[] = ["3.9.2", "3.11.2", "3.13.5", "3.14.7"].map((version) => ({
  kind: "converted",
  name: `docker-style /usr/local, shared libpython, ${version} on bookworm`,
  image: installed(version),
  source: source(version),
}));

const venvs: readonly Row[] = [
  { kind: "converted", name: "virtualenv (symlinks) over Debian's 3.11", image: venv(BOOKWORM) },
  {
    kind: "converted",
    name: "virtualenv (--system-site-packages) over Debian's 3.11",
    image: venv(BOOKWORM, "--system-site-packages"),
  },
  {
    kind: "converted",
    name: "virtualenv (symlinks) over docker-style 3.13.5",
    image: venv(installed("3.13.5")),
    source: source("3.13.5"),
  },
  {
    kind: "converted",
    name: "virtualenv (--copies) over docker-style 3.11.2",
    image: venv(installed("3.11.2"), "--copies"),
    source: source("3.11.2"),
  },
];

/** Environments over the kinds of rows further below. */
const otherVenvs: readonly Row[] = [
  {
    kind: "converted",
    name: "virtualenv (symlinks) over the lib64 layout, 3.13.5",
    image: venv(installed("3.13.5", FEDORA)),
    source: source("3.13.5"),
  },
  {
    kind: "converted",
    name: "virtualenv (symlinks) over the conda-like prefix, 3.13.5",
    image: venv(installed("3.13.5", CONDA)),
    source: source("3.13.5"),
  },
  {
    kind: "converted",
    name: "virtualenv (symlinks) in a distroless image: docker-style 3.13.5, no shell",
    image: distroless(venv(installed("3.13.5")), "", {
      PYTHON: "/usr/local /opt/venv",
      BIN: "/opt/venv/bin",
    }),
    source: source("3.13.5"),
  },
  {
    kind: "converted",
    name: "virtualenv (symlinks) over the musl userland's 3.11.2",
    image: venv(musl("3.11.2")),
    source: source("3.11.2"),
    lacks: { parts: "all", because: "its python has neither ssl nor the certificates" },
  },
];

const layouts: readonly Row[] = [
  {
    kind: "converted",
    name: "both /usr/bin/python3 (3.11.2) and /usr/local/bin/python3 (3.13.5): the entrypoint's wins",
    image: both("3.13.5"),
    source: source("3.13.5"),
  },
  {
    kind: "converted",
    name: "lib64 layout as Fedora's (/usr/lib64/python3.13, OpenSSL's folder /etc/pki/tls), 3.13.5",
    image: installed("3.13.5", FEDORA),
    source: source("3.13.5"),
  },
  {
    kind: "converted",
    name: "conda-like prefix /opt/conda, python without shared libpython, 3.13.5",
    image: installed("3.13.5", CONDA),
    source: source("3.13.5"),
  },
  {
    kind: "converted",
    name: "python3 is a shell script that starts /usr/bin/python3.11",
    image: changed(BOOKWORM, "wrapper"),
  },
];

const systems: readonly Row[] = [
  {
    kind: "converted",
    name: "distroless: Debian's 3.11, no shell, packages in status.d",
    image: distroless(debian("bookworm"), "", {
      PYTHON: "/usr/bin/python3 /usr/bin/python3.11 /usr/lib/python3.11 /usr/lib/python3",
      PACKAGES: DEBIANS_PACKAGES,
      BIN: "/usr/bin",
    }),
  },
  {
    kind: "converted",
    name: "distroless: docker-style 3.13.5, no shell",
    image: distroless(installed("3.13.5"), "", {}),
    source: source("3.13.5"),
  },
  {
    kind: "converted",
    name: "no /tmp, no /etc/passwd: docker-style 3.13.5, no shell",
    image: distroless(installed("3.13.5"), "-bare", { WITHOUT: "/tmp /etc/passwd /etc/group" }),
    source: source("3.13.5"),
    lacks: { parts: ["users", "text"], because: "no user and no folder for temporary files is in the image" },
  },
  {
    kind: "converted",
    name: "USER 1000, and files that it cannot read: Debian's 3.11",
    image: changed(BOOKWORM, "user"),
  },
  {
    kind: "converted",
    name: "read-only root at run time, /tmp a tmpfs: Debian's 3.11",
    image: BOOKWORM,
    options: ["--read-only", "--tmpfs", "/tmp"],
  },
  {
    kind: "converted",
    name: "read-only root at run time, /tmp a tmpfs: docker-style 3.13.5",
    image: installed("3.13.5"),
    source: source("3.13.5"),
    options: ["--read-only", "--tmpfs", "/tmp"],
  },
  {
    kind: "converted",
    name: "musl userland, CPython 3.11.2 linked with musl",
    image: musl("3.11.2"),
    source: source("3.11.2"),
    lacks: { parts: "all", because: "its python has neither ssl nor the certificates" },
  },
];

const others: readonly Row[] = [
  {
    kind: "refused",
    name: "the seed's bug: an interpreter of 3.13 over the library of 3.11",
    image: changed(both("3.13.5"), "mismatch"),
    source: source("3.13.5"),
    says: [/Python 3\.13\.5/, /Python 3\.11/],
  },
  ...["3.8", "3.10", "3.12"].map(withoutSource),
];

/** A series whose source no archive has that this lane can use; pyenv may have brought its python. */
function withoutSource(series: string): Row {
  const name = `CPython ${series}, pyenv's`;
  const because =
    "no archive that this lane can use has its source; its Setup and paths are tested in test/linker";
  const prefix = pyenvPrefix(series);
  if (prefix === undefined) return { kind: "unit tests only", name, because };
  return { kind: "converted", name, image: pyenv(prefix), onlyDynamic: because };
}

/** Every row of docs/matrix.md, in its order. */
export const rows: readonly Row[] = [
  ...debians,
  ...dockers,
  ...venvs,
  ...layouts,
  ...systems,
  ...otherVenvs,
  ...others,
];
