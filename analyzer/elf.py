"""Reads the few facts of an ELF file that decide what it needs: distroless images have no ldd, and
running the loader would run the image. Every number comes from a file that nobody vouches for, so
each is bounded, and anything odd makes the file "not one of ours" (None), never an exception."""

import struct
from typing import Dict, List, NamedTuple, Optional, Tuple

MAGIC = b"\x7fELF"
RELOCATABLE, EXECUTABLE, SHARED = 1, 2, 3

LOAD, DYNAMIC, INTERPRETER = 1, 2, 3
NEEDED, STRTAB, STRSZ, SONAME, RPATH, RUNPATH = 1, 5, 10, 14, 15, 29

# Far above what linkers write, far below what would hurt.
MOST_SEGMENTS = 1024
MOST_DYNAMIC = 1 << 20
MOST_STRINGS = 1 << 26
LONGEST_STRING = 4096


class Strings(NamedTuple):
    """Where the dynamic string table lies in the file."""

    offset: int
    size: int


class Elf(NamedTuple):
    """What the dynamic loader would look at."""

    type: int
    machine: int
    interpreter: str
    needed: Tuple[str, ...]
    soname: str
    rpath: Tuple[str, ...]
    runpath: Tuple[str, ...]
    strings: Strings


class Segment(NamedTuple):
    type: int
    offset: int
    address: int
    size: int


class Source:
    """A file read by ranges; reading past the end gives less, as files do."""

    def __init__(self, path: str) -> None:
        self.file = open(path, "rb", buffering=0)

    def at(self, offset: int, size: int) -> bytes:
        if offset < 0 or offset >= 1 << 62:
            return b""
        self.file.seek(offset)
        return self.file.read(size)


def read(path: str) -> Optional[Elf]:
    """The facts of a 64-bit little-endian ELF file; None for any other or a broken one."""
    try:
        source = Source(path)
    except (OSError, ValueError):
        return None
    try:
        return parse(source)
    except (OSError, struct.error, OverflowError, ValueError):
        return None
    finally:
        source.file.close()


def parse(source: Source) -> Optional[Elf]:
    header = source.at(0, 64)
    if len(header) < 64 or header[:4] != MAGIC or header[4] != 2 or header[5] != 1:
        return None
    kind, machine = struct.unpack_from("<HH", header, 16)
    (table,) = struct.unpack_from("<Q", header, 32)
    size, count = struct.unpack_from("<HH", header, 54)
    segments = list(read_segments(source, table, size, min(count, MOST_SEGMENTS)))
    interpreter = next((s for s in segments if s.type == INTERPRETER), None)
    entries = read_dynamic(source, segments)
    strings = string_table(entries, segments)

    def texts(tag: int) -> Tuple[str, ...]:
        return tuple(read_string(source, strings, offset) for offset in entries.get(tag, ()))

    return Elf(
        type=kind,
        machine=machine,
        interpreter=text(source.at(interpreter.offset, min(interpreter.size, LONGEST_STRING))) if interpreter else "",
        needed=tuple(name for name in texts(NEEDED) if name),
        soname=next(iter(texts(SONAME)), ""),
        rpath=folders(texts(RPATH)),
        runpath=folders(texts(RUNPATH)),
        strings=strings,
    )


def read_segments(source: Source, table: int, size: int, count: int) -> List[Segment]:
    if size < 56:
        return []
    data = source.at(table, size * count)
    found: List[Segment] = []
    for start in range(0, len(data) - 55, size):
        kind, _, offset, address, _, in_file = struct.unpack_from("<IIQQQQ", data, start)
        found.append(Segment(kind, offset, address, in_file))
    return found


def read_dynamic(source: Source, segments: List[Segment]) -> Dict[int, List[int]]:
    """The dynamic section's values by tag, in their order."""
    entries: Dict[int, List[int]] = {}
    segment = next((s for s in segments if s.type == DYNAMIC), None)
    if segment is None:
        return entries
    data = source.at(segment.offset, min(segment.size, MOST_DYNAMIC))
    for start in range(0, len(data) - 15, 16):
        tag, value = struct.unpack_from("<QQ", data, start)
        if tag == 0:
            break
        entries.setdefault(tag, []).append(value)
    return entries


def string_table(entries: Dict[int, List[int]], segments: List[Segment]) -> Strings:
    """DT_STRTAB is an address in memory; the segment that loads it tells where it is in the file."""
    for address in entries.get(STRTAB, ()):
        for segment in segments:
            if segment.type == LOAD and segment.address <= address < segment.address + segment.size:
                size = min(entries.get(STRSZ, [0])[0], MOST_STRINGS)
                return Strings(segment.offset + address - segment.address, size)
    return Strings(0, 0)


def read_string(source: Source, strings: Strings, offset: int) -> str:
    if offset >= strings.size:
        return ""
    return text(source.at(strings.offset + offset, min(LONGEST_STRING, strings.size - offset)))


def text(data: bytes) -> str:
    return data.split(b"\0", 1)[0].decode("utf-8", "surrogateescape")


def folders(values: Tuple[str, ...]) -> Tuple[str, ...]:
    return tuple(folder for value in values for folder in value.split(":") if folder)


def defines(path: str, elf: Elf, symbol: str) -> bool:
    """Whether a dynamic symbol of that name is there. The string table is enough: a module's own
    init function is named in it, and nobody imports another module's."""
    try:
        with open(path, "rb", buffering=0) as file:
            file.seek(elf.strings.offset)
            data = file.read(elf.strings.size)
    except (OSError, ValueError, OverflowError):
        return False
    return b"\0" + symbol.encode("utf-8", "surrogateescape") + b"\0" in data
