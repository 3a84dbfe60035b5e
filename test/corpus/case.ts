import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

/** One run of a case's command, and what it has to print: in the source as in the result. */
const Variant = z.strictObject({
  name: z.string().min(1),
  env: z.record(z.string(), z.string()).default({}),
  /** After the image's name: in CMD's place. */
  args: z.array(z.string()).default([]),
  stdin: z.string().optional(),
  /** Further options of `docker run`. */
  options: z.array(z.string()).default([]),
  /** Its lines. */
  stdout: z.array(z.string()),
  /** Its lines, where they matter. */
  stderr: z.array(z.string()).optional(),
  code: z.number().int().default(0),
});
export type Variant = z.infer<typeof Variant>;

/** What a case's case.json says. */
const Description = z.strictObject({
  /** What it is a case of. */
  of: z.string().min(1),
  entrypoint: z.array(z.string()).optional(),
  cmd: z.union([z.array(z.string()), z.string()]).default(["python3", "main.py"]),
  /** null: the image says nothing. */
  workdir: z.string().nullable().default("/app"),
  user: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
  /** Further lines of the Kontainfile, for what no analysis can know. */
  kontainfile: z.array(z.string()).default([]),
  /** What PRUNE safe and strict leave out: modules as import names them, or absolute paths. */
  absent: z.array(z.string()).default([]),
  variants: z.array(Variant).min(1),
});

/** A case, with what its folder holds: files for the image below root/, and what makes the rest of them. */
export interface Case extends z.infer<typeof Description> {
  readonly name: string;
  readonly folder: string;
  /** build.py: run in the image while it is built, with the case's folder at /case. */
  readonly builds: boolean;
  /** native/build.sh: run where there is a compiler; what it leaves in /out comes into the image. */
  readonly native: boolean;
}

const FOLDER = join(import.meta.dirname, "cases");

/** Every case, by name. */
export async function readCases(): Promise<readonly Case[]> {
  const names = (await readdir(FOLDER)).sort();
  return Promise.all(names.map(readCase));
}

async function readCase(name: string): Promise<Case> {
  const folder = join(FOLDER, name);
  const file = join(folder, "case.json");
  const parsed = Description.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!parsed.success) throw new Error(`${name}/case.json: ${z.prettifyError(parsed.error)}`);
  return {
    ...parsed.data,
    name,
    folder,
    builds: existsSync(join(folder, "build.py")),
    native: existsSync(join(folder, "native/build.sh")),
  };
}
