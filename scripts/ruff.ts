/** Lints our Python with ruff's build for JavaScript, so that the checks need npm's packages alone. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { z } from "zod";

const FOLDERS = ["analyzer", "checker", "linker", "runner", "tracer"].flatMap((room) =>
  room === "runner" ? [room] : [room, `test/${room}`],
);

const settings = {
  "line-length": 120,
  // The oldest that ruff knows; the analyzer's tests run it on 3.6.
  "target-version": "py37",
  lint: { select: ["E", "F", "W", "B", "I", "RET", "C4", "PIE", "PLE"] },
};

const Findings = z.array(
  z.object({
    code: z.string().nullable(),
    message: z.string(),
    start_location: z.object({ row: z.number(), column: z.number() }),
  }),
);

const workspace = new Workspace(settings, PositionEncoding.Utf16);
const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => join(entry.parentPath, entry.name)),
);
const findings = files.sort().flatMap((file) =>
  Findings.parse(workspace.check(readFileSync(file, "utf8"))).map(({ code, message, start_location: at }) => {
    return `${file}:${at.row}:${at.column} ${code ?? ""} ${message}`;
  }),
);
for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exit(1);
