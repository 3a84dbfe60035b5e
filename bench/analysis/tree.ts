import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chance, pick, type Numbers } from "./numbers.js";
import { moduleText, STDLIB } from "./texts.js";

/** One made distribution: its import name and its modules' names inside it, `""` for the package itself. */
export interface Distribution {
  readonly name: string;
  readonly modules: readonly string[];
  /** Earlier ones that it needs. */
  readonly needs: readonly Distribution[];
}

const SUBPACKAGES = ["core", "backends", "contrib", "utils", "api"] as const;

/**
 * As many distributions as hold `modules` modules, each of 20 to 80 in a package with sub-packages. All but every fifth
 * are needed by a later one or by the application, as in an image where something is always left over.
 */
export function distributions(modules: number, numbers: Numbers): readonly Distribution[] {
  const made: Distribution[] = [];
  let left = modules;
  while (left > 0) {
    const size = Math.min(left, 20 + Math.floor(numbers() * 61));
    const others = made.filter((_, index) => !isLeftOver(index)).slice(-12);
    const needs = others.filter(() => chance(numbers, 0.25));
    const name = `dist${made.length}`;
    made.push({ name, modules: moduleNames(size, numbers), needs });
    left -= size;
  }
  return made;
}

function isLeftOver(index: number): boolean {
  return index % 5 === 4;
}

function moduleNames(size: number, numbers: Numbers): readonly string[] {
  const packages = SUBPACKAGES.slice(0, Math.min(SUBPACKAGES.length, Math.floor(size / 10)));
  const names = ["", ...packages];
  while (names.length < size) {
    const place = chance(numbers, 0.3) ? "" : `${pick(numbers, packages, "")}.`.replace(/^\.$/, "");
    names.push(`${place}mod${names.length}`);
  }
  return names.slice(0, size);
}

/** Writes the distributions into an import folder, each with its metadata and some data beside its code. */
export async function writeDistributions(
  folder: string,
  made: readonly Distribution[],
  numbers: Numbers,
): Promise<void> {
  for (const [index, distribution] of made.entries()) {
    const files = new Map<string, string>();
    const { name, modules } = distribution;
    for (const module of modules)
      files.set(fileOf(distribution, module), sourceOf(distribution, module, numbers));
    files.set(`${name}/data/defaults.json`, `{"backend": "${name}.backends", "size": ${index}}\n`);
    files.set(`${name}/py.typed`, "");
    const info = `${name}-1.${index}.dist-info`;
    files.set(`${info}/METADATA`, metadataOf(distribution, index));
    if (index % 3 === 0)
      files.set(`${info}/entry_points.txt`, `[made.plugins]\n${name} = ${name}.core:run\n`);
    files.set(`${info}/RECORD`, [...files.keys(), `${info}/RECORD`].map((path) => `${path},,\n`).join(""));
    await write(folder, files);
  }
}

/** Writes the application, which needs what no other distribution needs, and names some in strings alone. */
export async function writeApplication(folder: string, made: readonly Distribution[]): Promise<void> {
  const needed = new Set(made.flatMap(({ needs }) => needs));
  const roots = made.filter((one, index) => !isLeftOver(index) && !needed.has(one));
  const imported = roots.filter((_, index) => index % 4 !== 3);
  const named = roots.filter((_, index) => index % 4 === 3);
  const files = new Map([
    ["main.py", `import settings\n${imported.map(({ name }) => `import ${name}\n`).join("")}print("made")\n`],
    ["settings.py", `APPS = [\n${named.map(({ name }) => `    "${name}.core",\n`).join("")}]\n`],
  ]);
  await write(folder, files);
}

function sourceOf(distribution: Distribution, module: string, numbers: Numbers): string {
  const { name, modules, needs } = distribution;
  const siblings = modules.filter((one) => one !== module && one !== "");
  const imports = [`import ${pick(numbers, STDLIB, "os")}`, `from ${pick(numbers, STDLIB, "re")} import *`];
  const late: string[] = [];
  for (let count = Math.floor(numbers() * 5); count > 0; count--) {
    const sibling = pick(numbers, siblings, "");
    if (sibling === "") break;
    const line = `from ${name}.${sibling} import thing`;
    (chance(numbers, 0.3) ? late : imports).push(line);
  }
  // The package starts its sub-packages and what it needs, so that all of it hangs together.
  const starts = SUBPACKAGES.filter((one) => modules.includes(one));
  if (module === "")
    imports.push(...starts.map((one) => `from . import ${one}`), ...needs.map((one) => `import ${one.name}`));
  else if (!module.includes(".") && isPackage(distribution, module)) {
    const inside = modules
      .filter((one) => one.startsWith(`${module}.`))
      .map((one) => one.slice(module.length + 1));
    imports.push(...inside.slice(0, -1).map((one) => `from .${one} import thing as thing_${one}`));
  } else if (needs.length > 0 && chance(numbers, 0.3))
    imports.push(`import ${pick(numbers, needs, distribution).name}.core`);
  const optional = chance(numbers, 0.1) ? `${name}_speedups` : undefined;
  const computed = module === "backends" || chance(numbers, 0.01);
  return moduleText(numbers, { imports, late, optional, computed });
}

function isPackage({ modules }: Distribution, module: string): boolean {
  return module === "" || modules.some((one) => one.startsWith(`${module}.`));
}

function fileOf(distribution: Distribution, module: string): string {
  const path = [distribution.name, ...module.split(".").filter((part) => part !== "")].join("/");
  return isPackage(distribution, module) ? `${path}/__init__.py` : `${path}.py`;
}

function metadataOf({ name, needs }: Distribution, index: number): string {
  const requires = needs.map((one) => `Requires-Dist: ${one.name}\n`).join("");
  return `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.${index}\n${requires}\n`;
}

async function write(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const folders = new Set([...files.keys()].map((path) => dirname(join(folder, path))));
  for (const one of folders) await mkdir(one, { recursive: true });
  for (const [path, text] of files) await writeFile(join(folder, path), text);
}
