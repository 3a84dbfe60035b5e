"""Settings, tables and pickles: the names in them, whatever their form."""

import re
from typing import Dict, Iterator, Tuple

from reach.records import LARGEST, MOST_RECORDS, Scan, Text, Use

# "a.b", ".b" and "a.b:c"; no part of a path, a host in an address, or a number.
NAME = re.compile(r"(?<![\w./@-])(\.*[^\W\d]\w*(?:\.[^\W\d]\w*)*)(?::([^\W\d]\w*(?:\.[^\W\d]\w*)*))?(?![\w/@])")
PATH = re.compile(r"(?<![\w./~:-])(/[\w.+@-]+(?:/[\w.+@-]+)+)")
# A pickle's length byte may look like a letter: its names are read by its own rules.
LONGEST_NAME = 200


def scan_data(data: bytes, path: str) -> Scan:
    data = data[:LARGEST]
    dotted: Dict[str, int] = {}
    plain: Dict[str, int] = {}
    paths: Dict[str, int] = {}
    for value, line in named(data):
        (dotted if "." in value else plain).setdefault(value, line)
    if b"\0" not in data[:4096]:
        for number, text in enumerate(decoded(data).split("\n"), 1):
            for match in PATH.finditer(text):
                paths.setdefault(match.group(1), number)
    texts = [Text(value, line) for value, line in list(dotted.items())[:MOST_RECORDS] + list(plain.items())]
    return Scan(
        imports=(),
        computed=(),
        texts=tuple(sorted(texts[:MOST_RECORDS], key=lambda text: (text.line, text.value))),
        uses=tuple(Use("path", value, line) for value, line in paths.items())[:MOST_RECORDS],
        names=(),
        error="",
    )


def decoded(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


def named(data: bytes) -> Iterator[Tuple[str, int]]:
    for number, text in enumerate(decoded(data).split("\n"), 1):
        for match in NAME.finditer(text):
            module, attribute = match.groups()
            if len(module) <= LONGEST_NAME:
                yield module, number
                if attribute:
                    yield "%s.%s" % (module, attribute), number
