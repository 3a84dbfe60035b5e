"""Leaves, for the check of the result, this very interpreter with just what the checker needs of it.

The result's root may have no dynamic loader, no shared library, and only some of the standard library; so the checker
must touch none of it. What this process has mapped and imported is what it needs, and that is copied: no rule of any
loader needs to be known. The kernel finds the loader by the path in the program's own header, which is changed to the
copy's; the libraries it finds by LD_LIBRARY_PATH. An interpreter that is linked statically has no such path."""

import os
import sys
from typing import Iterator, List, Tuple

import elf

# Short enough to stand in the place of every usual loader's path.
LOADER = b"/.faktory/run/ld"
# Found by name when they are first used.
CODECS = ("ascii", "idna", "latin_1", "utf_8")


class CannotCarry(Exception):
    """The interpreter cannot run elsewhere; says why."""


def carry(out: str) -> None:
    for codec in CODECS:
        __import__("encodings." + codec)
    executable = os.path.realpath("/proc/self/exe")
    facts = elf.read(executable)
    if facts is None:
        raise CannotCarry("%s is no program that the checker can carry into the result" % executable)
    with open(executable, "rb") as file:
        data = file.read()
    loader = facts.interpreter.encode()
    if loader:
        data = with_loader(data, loader)
        write(out + "/ld", read(os.path.realpath(facts.interpreter)), 0o755)
    write(out + "/python", data, 0o755)
    os.mkdir(out + "/lib")
    for library in mapped(executable):
        for name in names_of(library):
            write(out + "/lib/" + name, read(library), 0o755)
    for name, content in imported():
        write(out + "/stdlib/" + name, content, 0o644)


def with_loader(data: bytes, loader: bytes) -> bytes:
    """The program with the copy's path in place of its loader's."""
    before = loader + b"\0"
    if len(before) <= len(LOADER):
        raise CannotCarry("the loader's path %s is too short to be changed" % loader.decode("utf-8", "replace"))
    place = data.find(before)
    if place < 0:
        raise CannotCarry("the program does not hold its loader's path")
    return data[:place] + LOADER.ljust(len(before), b"\0") + data[place + len(before) :]


def mapped(executable: str) -> List[str]:
    """The shared libraries in this process: not the interpreter, nor C modules, which are imported by their paths."""
    modules = {os.path.realpath(path) for path in origins()}
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as file:
        paths = {line.split(None, 5)[5].rstrip("\n") for line in file if line.count("/")}
    return sorted(p for p in paths if p.startswith("/") and ".so" in p and p != executable and p not in modules)


def names_of(library: str) -> List[str]:
    """What a library is asked for by: its own name, and its file's."""
    facts = elf.read(library)
    names = {os.path.basename(library)}
    if facts is not None and facts.soname and "/" not in facts.soname:
        names.add(facts.soname)
    return sorted(names)


def origins() -> Iterator[str]:
    for _, module in sorted(sys.modules.items()):
        origin = getattr(getattr(module, "__spec__", None), "origin", None)
        if isinstance(origin, str) and origin.startswith("/"):
            yield origin


def imported() -> Iterator[Tuple[str, bytes]]:
    """The files of what this process has imported of the library, as an import folder has them."""
    here = os.path.dirname(os.path.abspath(__file__))
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        origin = getattr(spec, "origin", None)
        if not isinstance(origin, str) or not origin.startswith("/") or os.path.dirname(origin) == here:
            continue
        stem, file = name.replace(".", "/"), os.path.basename(origin)
        folder = stem if getattr(spec, "submodule_search_locations", None) is not None else os.path.dirname(stem)
        # A library in an archive is read by its own loader.
        loader = getattr(spec, "loader", None)
        content = read(origin) if os.path.exists(origin) else bytes(loader.get_data(origin))  # type: ignore[union-attr]
        yield os.path.join(folder, file), content


def read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def write(path: str, data: bytes, mode: int) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    os.chmod(path, mode)

