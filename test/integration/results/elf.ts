/** What a test needs to know of a 64-bit ELF file, read by the specification and by nothing of ours. */
export interface Elf {
  readonly type: "ET_EXEC" | "ET_DYN" | "other";
  readonly machine: "x86-64" | "other";
  /** PT_INTERP: the dynamic loader that the kernel starts. */
  readonly loader: string | undefined;
  /** Whether there is a PT_DYNAMIC segment. */
  readonly dynamic: boolean;
  /** DT_NEEDED. */
  readonly needed: readonly string[];
  /** DT_RPATH and DT_RUNPATH. */
  readonly runPath: readonly string[];
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

const [PT_LOAD, PT_DYNAMIC, PT_INTERP] = [1, 2, 3];
const [DT_NEEDED, DT_STRTAB, DT_RPATH, DT_RUNPATH] = [1, 5, 15, 29];

export function isElf(data: Buffer): boolean {
  return data.subarray(0, 4).toString("latin1") === "\x7fELF";
}

export function readElf(data: Buffer): Elf {
  if (!isElf(data) || data[4] !== 2 || data[5] !== 1) throw new Error("no 64-bit little-endian ELF file");
  const segments = segmentsOf(data);
  const interpreter = segments.find(({ type }) => type === PT_INTERP);
  const dynamic = segments.find(({ type }) => type === PT_DYNAMIC);
  const entries = dynamic === undefined ? [] : entriesOf(data, dynamic);
  const table = entries.find(([tag]) => tag === DT_STRTAB)?.[1];
  const strings = (wanted: readonly number[]): string[] =>
    entries
      .filter(([tag]) => wanted.includes(tag))
      .map(([, value]) => stringAt(data, offsetOf(segments, table ?? 0) + value));
  const type = data.readUInt16LE(16);
  return {
    type: type === 2 ? "ET_EXEC" : type === 3 ? "ET_DYN" : "other",
    machine: data.readUInt16LE(18) === 62 ? "x86-64" : "other",
    loader: interpreter === undefined ? undefined : stringAt(data, interpreter.offset),
    dynamic: dynamic !== undefined,
    needed: strings([DT_NEEDED]),
    runPath: strings([DT_RPATH, DT_RUNPATH]),
  };
}

function segmentsOf(data: Buffer): readonly Segment[] {
  const [start, size, count] = [wordAt(data, 32), data.readUInt16LE(54), data.readUInt16LE(56)];
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    return {
      type: data.readUInt32LE(at),
      offset: wordAt(data, at + 8),
      address: wordAt(data, at + 16),
      size: wordAt(data, at + 32),
    };
  });
}

function entriesOf(
  data: Buffer,
  { offset, size }: Segment,
): readonly (readonly [tag: number, value: number])[] {
  return Array.from({ length: Math.floor(size / 16) }, (_, index) => [
    wordAt(data, offset + index * 16),
    wordAt(data, offset + index * 16 + 8),
  ]);
}

function offsetOf(segments: readonly Segment[], address: number): number {
  const around = segments.find(
    (each) => each.type === PT_LOAD && each.address <= address && address < each.address + each.size,
  );
  if (around === undefined) throw new Error(`no segment holds the address ${address}`);
  return address - around.address + around.offset;
}

function wordAt(data: Buffer, at: number): number {
  return Number(data.readBigUInt64LE(at));
}

function stringAt(data: Buffer, at: number): string {
  return data.subarray(at, data.indexOf(0, at)).toString();
}
