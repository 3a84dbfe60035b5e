import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../harness/engine/start.js";
import type { Row } from "./row.js";

const FOLDER = import.meta.dirname;
const PYTEST = ["pytest==9.2.0"];
/** What trusts a mirror with a certificate of its own; the machine's own bundle where none is named. */
const BUNDLE = process.env["SSL_CERT_FILE"] ?? "/etc/ssl/certs/ca-certificates.crt";

/** The words of `docker build` that bring the certificates. */
export function trust(): readonly string[] {
  return existsSync(BUNDLE) ? ["--secret", `id=ca,src=${BUNDLE}`] : [];
}

/** Builds a row's source image. */
export async function makeSource(engine: Engine, row: Row): Promise<string> {
  const tag = `faktory-pypi/source:${row.name}`;
  const { file, values } = row.packages === undefined ? ofPyPI(row) : ofDebian(row, row.packages);
  await engine.docker(
    ...["build", "--quiet", "--tag", tag, "--file", join(FOLDER, "images", file), ...trust()],
    ...Object.entries(values).flatMap(([key, value]) => ["--build-arg", `${key}=${value}`]),
    ...["--build-context", `functional=${join(FOLDER, "functional")}`, join(FOLDER, "programs")],
  );
  return tag;
}

interface Recipe {
  readonly file: string;
  /** The build arguments. */
  readonly values: Readonly<Record<string, string>>;
}

function ofPyPI(row: Row): Recipe {
  const values = {
    REQUIREMENTS: [...(row.requirements ?? []), ...PYTEST].join(" "),
    SDIST: row.tests?.sdist ?? "",
    ...commonOf(row),
  };
  return { file: "source.Dockerfile", values };
}

function ofDebian(row: Row, packages: readonly string[]): Recipe {
  const values = { PACKAGES: packages.join(" "), SOURCE: row.tests?.source ?? "", ...commonOf(row) };
  return { file: "debian.Dockerfile", values };
}

function commonOf({ name, functional = name, tests }: Row): Readonly<Record<string, string>> {
  return { PATHS: tests?.paths?.join(" ") ?? "", FUNCTIONAL: functional };
}
