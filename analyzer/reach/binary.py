"""A C module: the names in its strings. What C imports, it names there."""

import re
from typing import Dict

from reach.records import MOST_RECORDS, Scan, Text, Use

LARGEST_BINARY = 1 << 28
# A C string that is a name, or dotted ones; the linker may let one string begin inside of another.
C_STRING = re.compile(rb"(?<![\w.])[A-Za-z_]\w{0,99}(?:\.[A-Za-z_]\w{0,99}){0,9}(?=\0)")
LIBRARY = re.compile(rb"(?<![\w./+-])lib[\w+.-]{1,80}\.so(?:\.\d+){0,3}(?=\0)")


def scan_binary(data: bytes) -> Scan:
    data = data[:LARGEST_BINARY]
    dotted: Dict[str, None] = {}
    plain: Dict[str, None] = {}
    for match in C_STRING.finditer(data):
        value = match.group().decode("ascii")
        (dotted if "." in value else plain)[value] = None
    # Dotted names first: they are few and say more.
    values = sorted(dotted)[:MOST_RECORDS] + sorted(plain)
    libraries = sorted({match.group().decode("ascii") for match in LIBRARY.finditer(data)})
    return Scan(
        imports=(),
        computed=(),
        texts=tuple(Text(value, 0) for value in values[:MOST_RECORDS]),
        uses=tuple(Use("library", value, 0) for value in libraries[:MOST_RECORDS]),
        names=("*",),
        error="",
    )
