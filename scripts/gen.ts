/**
 * `npm run gen`: writes all generated files. `--check` writes them beside and fails where the committed ones differ.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planSchema } from "./plan-schema.js";

/** Folders that the templates write. */
const GENERATED = ["src/gen", "harness/gen"] as const;
const SCHEMA = "docs/plan.schema.json";
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

function check(schema: string): void {
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
    if (readFileSync(SCHEMA, "utf8") !== schema) stale.push(SCHEMA);
    if (stale.length > 0) {
      console.error(`generated code is stale (npm run gen): ${stale.join(", ")}`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(kept, { recursive: true });
  }
}

const schema = await planSchema();
if (process.argv.includes("--check")) {
  check(schema);
} else {
  generate();
  writeFileSync(SCHEMA, schema);
}
