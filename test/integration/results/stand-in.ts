import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What the stand-in says before it starts its payload, and when it cannot. */
export const STARTS = "km stand-in\n";
export const REFUSES = "km stand-in: no such payload\n";

/**
 * A folder for the named context `km` with a program in Kontain Monitor's place that, like KM, starts only what its
 * first argument names as a path (no search in PATH), and hands on the rest. It is static and needs nothing in the
 * image, so it is written here as the machine sees it.
 */
export async function writeStandIn(folder: string): Promise<void> {
  const path = join(folder, "opt/kontain/bin/km");
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, program(), { mode: 0o755 });
}

const ADDRESS = 0x400000;
const HEADERS = 64 + 56;

function program(): Buffer {
  const code = Buffer.concat([
    write(STARTS),
    bytes("48 8b 7c 24 10"), //     mov rdi, [rsp+16]           the payload: argv[1]
    bytes("48 85 ff 74 15"), //     test rdi, rdi; jz refuse
    bytes("48 8b 04 24"), //        mov rax, [rsp]              argc
    bytes("48 8d 74 24 10"), //     lea rsi, [rsp+16]           its argv
    bytes("48 8d 54 c4 10"), //     lea rdx, [rsp+rax*8+16]     the environment
    bytes("b8 3b 00 00 00 0f 05"), // execve
    write(REFUSES),
    bytes("bf 7f 00 00 00 b8 3c 00 00 00 0f 05"), // exit(127)
  ]);
  const file = Buffer.concat([Buffer.alloc(HEADERS), code]);
  bytes("7f 45 4c 46 02 01 01").copy(file);
  file.writeUInt16LE(2, 16); // ET_EXEC
  file.writeUInt16LE(62, 18); // x86-64
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(ADDRESS + HEADERS), 24); // where it starts
  file.writeBigUInt64LE(64n, 32); // the program header: one segment, readable and executable
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  file.writeUInt32LE(1, 64);
  file.writeUInt32LE(5, 68);
  file.writeBigUInt64LE(BigInt(ADDRESS), 80);
  file.writeBigUInt64LE(BigInt(ADDRESS), 88);
  file.writeBigUInt64LE(BigInt(file.length), 96);
  file.writeBigUInt64LE(BigInt(file.length), 104);
  file.writeBigUInt64LE(0x1000n, 112);
  return file;
}

/** write(2, text): a call over the text leaves its address on the stack. */
function write(text: string): Buffer {
  const data = Buffer.from(text);
  const call = Buffer.alloc(5, 0xe8);
  call.writeInt32LE(data.length, 1);
  const length = Buffer.alloc(5, 0xba);
  length.writeInt32LE(data.length, 1);
  return Buffer.concat([call, data, bytes("5e"), length, bytes("bf 02 00 00 00 b8 01 00 00 00 0f 05")]);
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(" ", ""), "hex");
}
