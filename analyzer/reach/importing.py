"""Calls that import: by name, by file, and by code."""

import re
from typing import Iterable

from reach import names, texts
from reach.given import Given, Meaning
from reach.records import Computed, Import
from reach.values import HOLE, Call, Reference, Value, path_shown

OF_FILE = re.compile(HOLE + r"(?:/\w+)*/(\w+)\.py$")


def record(given: Given, named: Iterable[names.Named], optional: bool = False) -> None:
    line, what = given.node.lineno, given.what.rpartition(".")[2]
    for one in named:
        if "*" in one.name:
            given.found.computed.append(Computed(one.name, line, what))
        else:
            given.found.imports.append(Import(one.name, one.taken, line, optional or given.optional))


def import_module(given: Given) -> None:
    record(given, names.of_module(given.at(0, "name"), given.at(1, "package")))


def find_spec(given: Given) -> None:
    record(given, names.of_module(given.at(0, "name", "fullname"), given.at(1, "package")), True)


def dunder_import(given: Given) -> None:
    record(given, names.of_import(given.at(0, "name"), given.at(3, "fromlist"), given.at(4, "level")))


def resolve_name(given: Given) -> None:
    for value in given.at(0, "name", "path"):
        dotted = texts.names_of(value) if isinstance(value, str) and HOLE not in value else []
        record(given, names.of_module((dotted[0] if dotted else value,), ()))


def run_module(given: Given) -> None:
    named = list(names.of_module(given.at(0, "mod_name"), ()))
    record(given, named)
    record(given, [names.Named(one.name + ".__main__", ()) for one in named if "*" not in one.name], True)


def unplaced(value: Value) -> str:
    """The module of a file whose folder is not known."""
    match = OF_FILE.search(value) if isinstance(value, str) else None
    return "*." + match.group(1) if match is not None else "*"


def load_file(position: int, *keywords: str) -> Meaning:
    """A module of a file: where the file is not known, its module is not."""

    def meaning(given: Given) -> None:
        for value in given.at(position, *keywords):
            shown = path_shown(value)
            given.use("path", shown)
            if not shown or "*" in shown:
                given.found.computed.append(Computed(unplaced(value), given.node.lineno, given.what.rpartition(".")[2]))

    return meaning


def run_code(given: Given) -> None:
    for value in given.at(0, "source"):
        if isinstance(value, str):
            given.found.code.append((value, given.node.lineno))
        if not isinstance(value, str) or HOLE in value:
            if not isinstance(value, (Reference, Call)):
                given.found.computed.append(Computed("*", given.node.lineno, given.what.rpartition(".")[2]))
