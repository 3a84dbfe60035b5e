"""Settings, tables and pickles: the names in them, whatever their form."""

import re
from typing import Dict, Iterator, List, Tuple

from reach.records import LARGEST, MOST_RECORDS, Import, Scan, Text, Use
from reach.texts import statements_of

# "a.b", ".b" and "a.b:c"; no part of a path, a host in an address, or a number.
NAME = re.compile(r"(?<![\w./@-])(\.*[^\W\d]\w*(?:\.[^\W\d]\w*)*)(?::([^\W\d]\w*(?:\.[^\W\d]\w*)*))?(?![\w/@])")
PATH = re.compile(r"(?<![\w./~:-])(~?/[\w.+@-]+(?:/[\w.+@-]+)+)")
LONGEST_NAME = 200
TEMPLATE = re.compile(r"\.(mako|mak|tmpl|tpl|template|in|code)$")
# Pickles: a class by its name in lines, and (from protocol 4 on) strings after their length.
GLOBAL = re.compile(rb"[ci]([A-Za-z_][\w.]{0,199})\n([A-Za-z_][\w.]{0,199})\n")
COUNTED = re.compile(rb"(?:\x8c|X)(.)(?:\0\0\0)?(?=[A-Za-z_])", re.DOTALL)
STRING = re.compile(rb"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\Z")


def scan_data(data: bytes, path: str) -> Scan:
    data = data[:LARGEST]
    dotted: Dict[str, int] = {}
    plain: Dict[str, int] = {}
    paths: Dict[str, int] = {}
    is_text = b"\0" not in data[:4096] and data[:1] != b"\x80"
    for value, line in in_lines(data, paths) if is_text else ():
        (dotted if "." in value else plain).setdefault(value, line)
    for value in in_pickle(data):
        (dotted if "." in value else plain).setdefault(value, 0)
    rows = list(dotted.items())[:MOST_RECORDS] + list(plain.items())
    texts = [Text(value, line) for value, line in rows[:MOST_RECORDS]]
    return Scan(
        imports=tuple(in_template(data)) if TEMPLATE.search(path) and is_text else (),
        computed=(),
        texts=tuple(sorted(texts, key=lambda text: (text.line, text.value))),
        uses=tuple(Use("path", value, line) for value, line in paths.items())[:MOST_RECORDS],
        names=(),
        error="",
    )


def in_template(data: bytes) -> Iterator[Import]:
    """The import statements of a template that has code."""
    for number, text in enumerate(data.decode("utf-8", "replace").split("\n")[:MOST_RECORDS], 1):
        for words in statements_of(text) if "import" in text else ():
            yield Import(words[0], tuple(words[1:]), number, True)


def in_lines(data: bytes, paths: Dict[str, int]) -> Iterator[Tuple[str, int]]:
    for number, text in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
        for match in NAME.finditer(text):
            module, attribute = match.groups()
            if len(module) <= LONGEST_NAME:
                yield module, number
                if attribute:
                    yield "%s.%s" % (module, attribute), number
        if "/" in text:
            for match in PATH.finditer(text):
                paths.setdefault(match.group(1), number)


def in_pickle(data: bytes) -> Iterator[str]:
    for module, name in GLOBAL.findall(data):
        yield module.decode("ascii")
        yield "%s.%s" % (module.decode("ascii"), name.decode("ascii"))
    if data[:1] != b"\x80":
        return
    before: List[str] = [""]
    for match in COUNTED.finditer(data):
        found = data[match.end() : match.end() + match.group(1)[0]]
        if STRING.match(found):
            value = found.decode("ascii")
            yield value
            # A class's module stands right before its name.
            if before[0] and value.isidentifier():
                yield "%s.%s" % (before[0], value)
            before[0] = value
