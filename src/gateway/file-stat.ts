import type { Stat } from "../gen/stat.js";
import type { FileKind, FileStat } from "./port.js";

/** The high bits of Go's os.FileMode, https://pkg.go.dev/io/fs#FileMode. */
const MODE = {
  directory: 2 ** 31,
  symlink: 2 ** 27,
  device: 2 ** 26,
  fifo: 2 ** 25,
  socket: 2 ** 24,
  setuid: 2 ** 23,
  setgid: 2 ** 22,
  sticky: 2 ** 20,
  irregular: 2 ** 19,
} as const;

export function decodeStat(stat: Stat): FileStat {
  const kind = kindOf(stat.mode);
  const { path, uid, gid, modTime } = stat;
  // fsutil also names the first of several hard links here.
  const linkname = kind === "symlink" ? stat.linkname : "";
  return {
    path,
    kind,
    mode: permissions(stat.mode),
    uid,
    gid,
    size: Number(stat.size),
    mtime: modTime,
    linkname,
  };
}

function kindOf(mode: number): FileKind {
  const has = (bit: number) => (mode & bit) !== 0;
  if (has(MODE.directory)) return "directory";
  if (has(MODE.symlink)) return "symlink";
  if (has(MODE.device)) return "device";
  if (has(MODE.fifo)) return "fifo";
  if (has(MODE.socket)) return "socket";
  return has(MODE.irregular) ? "other" : "file";
}

function permissions(mode: number): number {
  const special = [
    [MODE.setuid, 0o4000],
    [MODE.setgid, 0o2000],
    [MODE.sticky, 0o1000],
  ] as const;
  return special.reduce((bits, [go, posix]) => ((mode & go) === 0 ? bits : bits | posix), mode & 0o777);
}
