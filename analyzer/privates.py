"""What a distribution's compiled files need: libraries of the system, and which of its own private ones."""

import re
from typing import Dict, Iterator, List, NamedTuple, Sequence, Set

import elf
import modules
from image import Image
from modules import Scope
from origin import X86_64

# The C library's own parts, which any python.km has; and the interpreter, which python.km is.
IN_ANY_CASE = re.compile(r"lib(?:c|m|pthread|dl|rt|util|resolv)\.|ld-linux|ld-musl|libpython\d")
# What auditwheel took along from the system that the wheel was made on: a digest is in the name, libpq-9b38f5e3.so.5.14
TAKEN_ALONG = re.compile(r"lib.+-[0-9a-f]{8}(?:\.\d+)*\.so")
SONAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,254}\Z")


class Needs(NamedTuple):
    """``system``: sonames that the distribution has not itself, and those that modules need and a wheel took along: its
    source has them not. ``own``: the paths of its libraries that its modules need, by DT_NEEDED and however far off."""

    system: Set[str]
    own: Set[str]


def find(image: Image, scope: Scope, files: Sequence[str]) -> Needs:
    """Of all that was installed, whatever PRUNE leaves of it: the same distribution is built the same way."""
    of_modules: Dict[str, elf.Elf] = {}
    of_libraries: Dict[str, elf.Elf] = {}
    for path in files:
        if ".so" not in path.rpartition("/")[2] or not modules.is_elf(image, path):
            continue
        file = elf.read(image.host(path))
        _, kind = modules.recognise(image, path, file, scope)
        if file is None or file.machine != X86_64:
            continue
        if kind == modules.THIRD_PARTY:
            of_modules[path] = file
        elif kind == modules.LIBRARY:
            of_libraries[path] = file
    private = {path: file for path, file in of_libraries.items() if scope.roots.module_parts(path, False) is not None}
    needed = {name for file in list(of_modules.values()) + list(private.values()) for name in sonames(file)}
    known = {name for group in (of_modules, private) for path, file in group.items() for name in names(path, file)}
    along = {name for file in of_modules.values() for name in sonames(file) if TAKEN_ALONG.match(name)}
    return Needs(
        system={name for name in (needed - known) | along if not IN_ANY_CASE.match(name)},
        own=reached(of_modules, of_libraries),
    )


def reached(of_modules: Dict[str, elf.Elf], of_libraries: Dict[str, elf.Elf]) -> Set[str]:
    """The libraries that some files need, with those that these need in turn."""
    by_name: Dict[str, List[str]] = {}
    for path, file in of_libraries.items():
        for name in names(path, file):
            by_name.setdefault(name, []).append(path)
    found: Set[str] = set()
    todo = [name for file in of_modules.values() for name in sonames(file)]
    while todo:
        for path in by_name.get(todo.pop(), ()):
            if path not in found:
                found.add(path)
                todo.extend(sonames(of_libraries[path]))
    return found


def names(path: str, file: elf.Elf) -> Set[str]:
    """What a DT_NEEDED may call it."""
    return {path.rpartition("/")[2], file.soname}


def sonames(file: elf.Elf) -> Iterator[str]:
    """A need may be a path; the library is called by its name then, too."""
    for need in file.needed:
        name = need.rpartition("/")[2]
        if SONAME.match(name):
            yield name
