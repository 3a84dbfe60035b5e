"""One file's bytes to what it may reach. Pure: nothing is read, imported or run."""

import ast
import re
from typing import Iterator

from reach.records import LARGEST, MOST_RECORDS, Import, Scan, Text, unreadable

TEXT = re.compile(r"\.*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
C_STRING = re.compile(rb"(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?=\0)")


def scan_source(data: bytes, path: str) -> Scan:
    """A module's source, or a stub's."""
    try:
        tree = ast.parse(data, path)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return unreadable(str(error))
    return Scan(tuple(imports(tree)), (), (), (), ("*",), "")


def imports(tree: ast.AST) -> Iterator[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, (), node.lineno, False)
        elif isinstance(node, ast.ImportFrom):
            name = "." * (node.level or 0) + (node.module or "")
            yield Import(name, tuple(alias.name for alias in node.names), node.lineno, False)


def scan_code(data: bytes, path: str) -> Scan:
    """A module that is there as bytecode alone."""
    return unreadable("%s is bytecode" % path)


def scan_binary(data: bytes) -> Scan:
    """A C module: the names in its strings."""
    found = {match.decode("ascii") for match in C_STRING.findall(data[:LARGEST])}
    return Scan((), (), tuple(Text(value, 0) for value in sorted(found))[:MOST_RECORDS], (), (), "")


def scan_data(data: bytes, path: str) -> Scan:
    """Settings and other data: the names in them."""
    lines = enumerate(data[:LARGEST].decode("utf-8", "replace").split("\n"), 1)
    texts = [Text(value, line) for line, text in lines for value in TEXT.findall(text)]
    return Scan((), (), tuple(texts[:MOST_RECORDS]), (), (), "")
