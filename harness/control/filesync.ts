import type { ServerHttp2Stream } from "node:http2";
import { Packet, Packet_Type } from "../gen/filesync.js";
import { frame, unframe } from "./frames.js";
import type { Entry } from "./folder.js";

const goMode = { file: 0, folder: 0x8000_0000, link: 0x0800_0000 } as const;
const chunkSize = 1 << 18;

/**
 * Send a folder as fsutil's sender does: all stats in order, then the data of each file that is asked for by its
 * place in that order. https://github.com/tonistiigi/fsutil/blob/master/send.go
 */
export async function sendFolder(stream: ServerHttp2Stream, entries: readonly Entry[]): Promise<void> {
  const send = async (packet: Partial<Packet>): Promise<void> => {
    const bytes = Packet.encode({
      type: 0,
      stat: undefined,
      id: 0,
      data: Buffer.alloc(0),
      ...packet,
    }).finish();
    if (!stream.write(frame(bytes))) await new Promise((resolve) => stream.once("drain", resolve));
  };
  for (const entry of entries) await send({ type: Packet_Type.STAT, stat: statOf(entry) });
  await send({ type: Packet_Type.STAT });
  for await (const message of unframe(stream.iterator({ destroyOnReturn: false }))) {
    const packet = Packet.decode(message);
    if (packet.type === Packet_Type.REQUEST) {
      const data = Buffer.from(entries[packet.id]?.data ?? []);
      for (let at = 0; at < data.length; at += chunkSize) {
        await send({ type: Packet_Type.DATA, id: packet.id, data: data.subarray(at, at + chunkSize) });
      }
      await send({ type: Packet_Type.DATA, id: packet.id });
    } else if (packet.type === Packet_Type.FINISH) {
      await send({ type: Packet_Type.FINISH });
      return;
    } else if (packet.type === Packet_Type.ERROR) {
      throw new Error(`BuildKit's receiver: ${packet.data.toString()}`);
    }
  }
}

/** The entries that a request names, with their parents; all of them where it names none. */
export function wanted(entries: readonly Entry[], names: readonly string[]): readonly Entry[] {
  if (names.length === 0) return entries;
  return entries.filter(({ path }) =>
    names.some((name) => path === name || path.startsWith(`${name}/`) || name.startsWith(`${path}/`)),
  );
}

function statOf(entry: Entry): Packet["stat"] {
  return {
    path: entry.path,
    // uint32: JavaScript's | would make the folder bit a sign.
    mode: goMode[entry.kind] + (entry.mode & 0o777),
    uid: 0,
    gid: 0,
    size: BigInt(entry.data.length),
    modTime: entry.mtimeNs,
    linkname: entry.target,
  };
}
