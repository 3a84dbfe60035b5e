"""Names taken apart: programs make a module's name of a class's, a command's or a setting's."""

import re
from typing import List

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words_of(name: str) -> List[str]:
    """HTTPServer, http_server, http.server: http, server."""
    return [word.lower() for word in WORD.findall(name)]


def tail_of(name: str) -> str:
    """The last word of a module's name."""
    return name.rpartition(".")[2]


def and_above(name: str) -> List[str]:
    """a.b.c: a.b.c, a.b, a"""
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
