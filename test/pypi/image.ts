import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../harness/engine/start.js";
import { trust } from "../../harness/trust.js";
import { ROOT } from "../integration/stage.js";
import type { Row } from "./row.js";

const FOLDER = import.meta.dirname;
const GIVEN = join(ROOT, ".cache/pypi/given");
const PYTEST = ["pytest==9.2.0"];
/** A row's source image, the folder with its tests and the program that runs them, and what is brought as `sources`. */
export interface Made {
  readonly source: string;
  readonly given: string;
  readonly sources?: string;
}

export async function makeSource(engine: Engine, row: Row): Promise<Made> {
  const source = `faktory-pypi/source:${row.name}`;
  const given = join(GIVEN, row.name);
  const { file, values } = row.packages === undefined ? ofPyPI(row) : ofDebian(row, row.packages);
  const build = (...words: readonly string[]): Promise<string> =>
    engine.docker(
      ...["build", "--quiet", "--file", join(FOLDER, "images", file), ...trust(), ...words],
      ...Object.entries(values).flatMap(([key, value]) => ["--build-arg", `${key}=${value}`]),
      ...["--build-context", `functional=${join(FOLDER, "functional")}`, join(FOLDER, "programs")],
    );
  await rm(given, { recursive: true, force: true });
  await build("--target", "given", "--output", `type=local,dest=${given}`);
  await build("--target", "source", "--tag", source);
  const { libraries } = row;
  return {
    source,
    given,
    ...(libraries === undefined ? {} : { sources: await broughtBy(engine, row.name, libraries) }),
  };
}

async function broughtBy(
  engine: Engine,
  name: string,
  { suite, packages }: NonNullable<Row["libraries"]>,
): Promise<string> {
  const folder = join(GIVEN, `${name}-sources`);
  await rm(folder, { recursive: true, force: true });
  await engine.docker(
    ...["build", "--quiet", "--file", join(FOLDER, "images/libraries.Dockerfile")],
    ...["--build-arg", `SUITE=${suite}`, "--build-arg", `PACKAGES=${packages.join(" ")}`],
    ...["--output", `type=local,dest=${folder}`, join(FOLDER, "programs")],
  );
  return folder;
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
