"""What of an ELF file decides how it is linked."""

import os
import struct
import subprocess
from pathlib import Path
from typing import Iterator, NamedTuple, Sequence

MAGIC = b"\x7fELF"
ARCHIVES = (b"!<arch>\n", b"!<thin>\n")
SHARED_TYPE = 3
SYMTAB, NOTE = 2, 7
BUILD_ID = 3
UNIQUE, WEAK = 10, 2


class Shared(NamedTuple):
    """A shared object: its dynamic section, and the names that it defines for others, without their versions."""

    build_id: str
    soname: str
    needed: Sequence[str]
    exports: Sequence[str]


class Section(NamedTuple):
    type: int
    offset: int
    size: int


def is_shared(path: str) -> bool:
    """Whether it is a shared object; a linker script that stands for one counts."""
    with open(path, "rb") as file:
        head = file.read(64)
    if head[:4] != MAGIC:
        return head[:8] not in ARCHIVES
    return struct.unpack_from("<H", head, 16)[0] == SHARED_TYPE


def is_code(path: str) -> bool:
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        head = file.read(8)
    return head[:4] == MAGIC or head in ARCHIVES


def sections(data: bytes) -> Iterator[Section]:
    """Yield the sections of a 64-bit little-endian file; section 0 has the count where the header's is too small."""
    if data[:4] != MAGIC or data[4] != 2 or data[5] != 1:
        return
    start = struct.unpack_from("<Q", data, 40)[0]
    size, count = struct.unpack_from("<HH", data, 58)
    if start == 0:
        return
    if count == 0:
        count = struct.unpack_from("<Q", data, start + 32)[0]
    for index in range(count):
        row = start + index * size
        kind = struct.unpack_from("<I", data, row + 4)[0]
        offset, length = struct.unpack_from("<QQ", data, row + 24)
        yield Section(kind, offset, length)


def make_unique_weak(path: Path) -> None:
    """STB_GNU_UNIQUE is for the dynamic loader; in a static program two of one name would be one too many."""
    data = bytearray(path.read_bytes())
    for section in list(sections(bytes(data))):
        if section.type == SYMTAB:
            for info in range(section.offset + 4, section.offset + section.size, 24):
                if data[info] >> 4 == UNIQUE:
                    data[info] = WEAK << 4 | data[info] & 15
    path.write_bytes(data)


def build_id(data: bytes) -> str:
    """Return the build-id as hexadecimal digits, nothing where there is none."""
    for section in sections(data):
        if section.type == NOTE:
            note = data[section.offset : section.offset + section.size]
            if len(note) >= 16:
                name, size, kind = struct.unpack_from("<III", note)
                if kind == BUILD_ID and note[12:15] == b"GNU":
                    begin = 12 + (name + 3) // 4 * 4
                    return note[begin : begin + size].hex()
    return ""


def read_shared(path: Path) -> Shared:
    dynamic = [line.split("[", 1) for line in output("readelf", "--dynamic", "--wide", str(path)).splitlines()]
    names = [(row[0], row[1].rstrip("]")) for row in dynamic if len(row) == 2]
    soname = next((name for words, name in names if "(SONAME)" in words), "")
    needed = [name for words, name in names if "(NEEDED)" in words]
    return Shared(build_id(path.read_bytes()), soname, needed, exports(path))


def exports(path: Path) -> list[str]:
    """Return the dynamic symbols that it defines; versions are the dynamic loader's."""
    rows = output("nm", "--dynamic", "--defined-only", "--format=posix", str(path)).splitlines()
    cells = (row.split() for row in rows)
    return sorted({cell[0].split("@")[0] for cell in cells if len(cell) > 1 and cell[1] not in "aA"})


def output(*argv: str) -> str:
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="surrogateescape")
    return done.stdout
