import { spawn } from "node:child_process";
import { extract } from "tar-stream";
import type { Engine } from "../../harness/engine/start.js";

/** An ELF file in an image. */
export interface Elf {
  readonly path: string;
  readonly bytes: number;
  /** Neither an interpreter of its own nor a dynamic section. */
  readonly static: boolean;
}

const DYNAMIC = 2;
const INTERPRETER = 3;
/** Where program headers end, of any file that a linker makes. */
const HEAD = 8192;

/** Every ELF file of an image, whatever it is called. */
export async function elvesIn(engine: Engine, image: string): Promise<readonly Elf[]> {
  const id = (await engine.docker("create", image, "/none")).trim();
  try {
    return await elvesOf(engine, id);
  } finally {
    await engine.docker("rm", id);
  }
}

async function elvesOf(engine: Engine, container: string): Promise<readonly Elf[]> {
  const child = spawn("docker", ["export", container], {
    env: { ...process.env, ...engine.env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const entries = extract();
  child.stdout.pipe(entries);
  const found: Elf[] = [];
  for await (const entry of entries) {
    const { name, type, size } = entry.header;
    let head = Buffer.alloc(0);
    for await (const chunk of entry as AsyncIterable<Buffer>)
      if (head.length < HEAD) head = Buffer.concat([head, chunk]);
    if (type === "file" && head.subarray(0, 4).equals(Buffer.from("\x7fELF", "latin1")))
      found.push({ path: `/${name}`, bytes: size, static: isStatic(head) });
  }
  return found;
}

function isStatic(head: Buffer): boolean {
  const offset = Number(head.readBigUInt64LE(32));
  const [size, count] = [head.readUInt16LE(54), head.readUInt16LE(56)];
  const types = Array.from({ length: count }, (_, index) => head.readUInt32LE(offset + index * size));
  return !types.includes(DYNAMIC) && !types.includes(INTERPRETER);
}
