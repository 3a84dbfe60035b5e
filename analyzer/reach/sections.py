"""Where an ELF file keeps its constants: symbol names and debug information are no strings of the program."""

import struct
from typing import List, NamedTuple

ALLOCATED, EXECUTABLE = 2, 4
CONTENTS, RELOCATIONS = 1, 4
MOST_SECTIONS = 4096
# Tables of the unwinder, which hold no strings.
NO_STRINGS = (b".eh_frame", b".eh_frame_hdr", b".gcc_except_table", b".interp", b".plt", b".got", b".got.plt")


class Section(NamedTuple):
    name: bytes
    kind: int
    flags: int
    address: int
    offset: int
    size: int


def sections_of(data: bytes) -> List[Section]:
    """The sections of a 64-bit little-endian file; none of any other."""
    if data[:6] != b"\x7fELF\x02\x01" or len(data) < 64:
        return []
    (table,) = struct.unpack_from("<Q", data, 40)
    size, count, names = struct.unpack_from("<HHH", data, 58)
    if size < 64 or count > MOST_SECTIONS or table + size * count > len(data) or names >= count:
        return []
    rows = [struct.unpack_from("<IIQQQQ", data, table + size * at) for at in range(count)]
    strings = rows[names][4]
    found: List[Section] = []
    for name, kind, flags, address, offset, length in rows:
        end = data.find(b"\0", strings + name, strings + name + 256)
        found.append(Section(data[strings + name : end], kind, flags, address, offset, length))
    return found


def constants_of(sections: List[Section]) -> List[Section]:
    """Those that hold what a program compares, prints and imports."""
    return [
        section
        for section in sections
        if section.kind == CONTENTS
        and section.flags & ALLOCATED
        and not section.flags & EXECUTABLE
        and section.name not in NO_STRINGS
    ]


def code_of(sections: List[Section]) -> List[Section]:
    return [s for s in sections if s.kind == CONTENTS and s.flags & ALLOCATED and s.flags & EXECUTABLE]


def read(data: bytes, section: Section) -> bytes:
    return data[section.offset : section.offset + section.size]
