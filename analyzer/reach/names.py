"""The names of import calls: what ``import_module(name, package)`` and its like come to."""

import re
from typing import Iterator, List, NamedTuple, Tuple

from reach.values import HOLE, PACKAGE, Value, Values, is_members, package_above, pattern_of

# What a module's name could be: files may be called anything, and be imported by a call.
POSSIBLE = re.compile(r"\.*[\w*-]+(?:\.[\w*-]+)*$|\.+$")


class Named(NamedTuple):
    """A module's name or pattern, as records spell it, and what is taken from it."""

    name: str
    taken: Tuple[str, ...]


def relative(name: str, package: Value) -> str:
    """A name with leading dots, in terms of the package that it starts from."""
    rest = name.lstrip(".")
    ups = len(name) - len(rest) - 1
    base = package if isinstance(package, str) else HOLE
    for _ in range(ups):
        base = package_above(base) or HOLE
    return "%s.%s" % (base, rest) if rest else base


def of_module(names: Values, packages: Values) -> Iterator[Named]:
    """``import_module(name, package)``."""
    for name in names:
        if not isinstance(name, str):
            if name is not None:
                yield Named("*", ())
        elif name.startswith("."):
            for package in packages or (PACKAGE,):
                yield from shown(relative(name, package), ())
        else:
            yield from shown(name, ())


def of_import(names: Values, taken: Values, levels: Values) -> Iterator[Named]:
    """``__import__(name, globals, locals, fromlist, level)``."""
    members = [member for value in taken if is_members(value) for member in value]
    wanted = tuple(sorted({member for member in members if isinstance(member, str) and member.isidentifier()}))
    for name in names:
        for level in levels or (0,):
            text = name if isinstance(name, str) else HOLE
            if isinstance(level, int) and level > 0:
                text = relative("." * level + text, PACKAGE)
            yield from shown(text, wanted)
            if HOLE in members and HOLE not in text:
                # What is taken of a package may be a module of it.
                yield from shown("%s.%s" % (text, HOLE), ())


def shown(name: str, taken: Tuple[str, ...]) -> Iterator[Named]:
    pattern = pattern_of(name)
    if POSSIBLE.match(pattern):
        yield Named(pattern, taken)


def of_texts(values: Values) -> List[str]:
    """Constants for records, with "*" for what is not known: groups, libraries, distributions."""
    found: List[str] = []
    for value in values:
        if value is None:
            continue
        pattern = pattern_of(value)
        if pattern not in found:
            found.append(pattern)
    return found
