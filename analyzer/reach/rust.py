"""Strings of a module that Rust made: they lie end to end, and whoever uses one knows its length.

A static table holds an address and a length; code loads the one and then the other.
"""

import re
import struct
from typing import Iterator, List, Optional

from reach.sections import RELOCATIONS, Section, code_of, constants_of, read

RELATIVE = 8
MOST_RELOCATIONS = 1 << 20
LONGEST = 120
# lea reg, [rip + distance]
LOAD_ADDRESS = re.compile(rb"[\x48\x4c]\x8d[\x05\x0d\x15\x1d\x25\x2d\x35\x3d](....)", re.DOTALL)
# mov reg, number
LOAD_NUMBER = re.compile(rb"[\xb8-\xbf]([\x01-\x78])\0\0\0", re.DOTALL)
# As far as compilers put the two from each other.
NEAR = 28


def strings_of(data: bytes, sections: List[Section]) -> Iterator[bytes]:
    constants = constants_of(sections)
    yield from in_tables(data, sections, constants)
    for code in code_of(sections):
        yield from in_code(data, read(data, code), code.address, constants)


def in_tables(data: bytes, sections: List[Section], constants: List[Section]) -> Iterator[bytes]:
    """Addresses that the loader fills in, with a number after each."""
    for table in sections:
        if table.kind != RELOCATIONS:
            continue
        rows = read(data, table)[: MOST_RELOCATIONS * 24]
        for place, kind, address in struct.iter_unpack("<QQQ", rows[: len(rows) // 24 * 24]):
            if kind != RELATIVE:
                continue
            length = read_at(data, constants, place + 8, 8)
            if length is not None and 0 < int.from_bytes(length, "little") <= LONGEST:
                found = read_at(data, constants, address, int.from_bytes(length, "little"))
                if found is not None:
                    yield found


def in_code(data: bytes, code: bytes, base: int, constants: List[Section]) -> Iterator[bytes]:
    for match in LOAD_ADDRESS.finditer(code):
        end = match.end()
        (distance,) = struct.unpack("<i", match.group(1))
        address = base + end + distance
        if not any(section.address <= address < section.address + section.size for section in constants):
            continue
        around = code[max(0, match.start() - NEAR) : match.start()], code[end : end + NEAR]
        for part in around:
            for number in LOAD_NUMBER.finditer(part):
                found = read_at(data, constants, address, number.group(1)[0])
                if found is not None:
                    yield found


def read_at(data: bytes, constants: List[Section], address: int, size: int) -> Optional[bytes]:
    for section in constants:
        if section.address <= address and address + size <= section.address + section.size:
            start = section.offset + address - section.address
            return data[start : start + size]
    return None
