"""A C module: the names in its strings. What C imports, it names there."""

import re
from typing import Dict, Iterator, List

from reach import cython, rust
from reach.records import MOST_RECORDS, Computed, Scan, Text, Use
from reach.sections import Section, constants_of, read, sections_of

LARGEST_BINARY = 1 << 28
NAME = rb"[A-Za-z_]\w{0,99}(?:\.[A-Za-z_]\w{0,99}){0,9}"
WHOLE = re.compile(NAME + rb"\Z")
# A C string that is a name, or dotted ones; the linker may let one string begin inside of another.
C_STRING = re.compile(rb"(?<![\w.])" + NAME + rb"(?=\0)")
# mypyc puts a length before each string, and nothing after it.
COUNTED = re.compile(rb"(?<![\w.])" + NAME + rb"(?=[\0-\x1f\x7f-\xff])")
LIBRARY = re.compile(rb"(?<![\w./+-])lib[\w+.-]{1,80}\.so(?:\.\d+){0,3}(?=\0)")
# What a library without any part of Python in it lacks.
OF_PYTHON = (b"PyInit_", b"PyImport_", b"PyModule_")


def scan_binary(data: bytes) -> Scan:
    data = data[:LARGEST_BINARY]
    sections = sections_of(data)
    constants = [read(data, section) for section in constants_of(sections)] if sections else [data]
    libraries = sorted({match.decode("ascii") for part in constants for match in LIBRARY.findall(part)})
    dotted: Dict[str, None] = {}
    plain: Dict[str, None] = {}
    computed: List[Computed] = []
    if any(sign in data for sign in OF_PYTHON):
        for found in strings_of(data, sections, constants, computed):
            value = found.decode("ascii")
            (dotted if "." in value else plain)[value] = None
    # Dotted names first: they are few and say more.
    values = sorted(dotted)[:MOST_RECORDS] + sorted(plain)
    return Scan(
        imports=(),
        computed=tuple(computed),
        texts=tuple(Text(value, 0) for value in values[:MOST_RECORDS]),
        uses=tuple(Use("library", value, 0) for value in libraries[:MOST_RECORDS]),
        names=("*",),
        error="",
    )


def strings_of(
    data: bytes, sections: List[Section], constants: List[bytes], computed: List[Computed]
) -> Iterator[bytes]:
    """Names, by the ways in which compilers of other languages keep them too."""
    pattern = COUNTED if b"mypyc" in data else C_STRING
    for part in constants:
        yield from pattern.findall(part)
    if b"__pyx_" in data or b"cython" in data:
        found = {text for part in constants for text in cython.strings_of(part) if WHOLE.match(text)}
        yield from found
        if not found.issuperset(cython.SIGNS) and not any(sign + b"\0" in data for sign in cython.SIGNS):
            # A compression that is not known here.
            computed.append(Computed("*", 0, "cython"))
    if b"pyo3" in data or b"rustc" in data:
        if data[18:20] == b"\x3e\0":
            yield from (text for text in rust.strings_of(data, sections) if WHOLE.match(text))
        else:
            computed.append(Computed("*", 0, "rust"))
