/**
 * `npm run gen`: writes all generated files. `--check` writes them beside and fails where the committed ones differ.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentSchemas } from "./document-schemas.js";

/** Folders that the templates write. */
const GENERATED = ["src/gen", "harness/gen"] as const;
const TEMPLATES = ["buf.gen.yaml", "harness/buf.gen.yaml"] as const;

function generate(): void {
  for (const template of TEMPLATES) {
    const { status } = spawnSync("node_modules/.bin/buf", ["generate", "--template", template], {
      stdio: "inherit",
    });
    if (status !== 0) throw new Error(`buf generate --template ${template} failed`);
  }
}

function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, "utf8")];
    }),
  );
}

function differences(committed: Map<string, string>, fresh: Map<string, string>): string[] {
  const names = new Set([...committed.keys(), ...fresh.keys()]);
  return [...names].filter((name) => committed.get(name) !== fresh.get(name)).sort();
}

function check(schemas: ReadonlyMap<string, string>): void {
  const kept = mkdtempSync(join(tmpdir(), "faktory-gen-"));
  try {
    for (const folder of GENERATED) cpSync(folder, join(kept, folder), { recursive: true });
    generate();
    const stale = GENERATED.flatMap((folder) => {
      const names = differences(contents(join(kept, folder)), contents(folder));
      rmSync(folder, { recursive: true });
      cpSync(join(kept, folder), folder, { recursive: true });
      return names.map((name) => `${folder}/${name}`);
    });
    for (const [path, schema] of schemas) if (readFileSync(path, "utf8") !== schema) stale.push(path);
    if (stale.length > 0) {
      console.error(`generated code is stale (npm run gen): ${stale.join(", ")}`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(kept, { recursive: true });
  }
}

const schemas = await documentSchemas();
if (process.argv.includes("--check")) {
  check(schemas);
} else {
  generate();
  for (const [path, schema] of schemas) writeFileSync(path, schema);
}
