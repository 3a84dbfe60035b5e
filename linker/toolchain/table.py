"""modules.json: the standard library's C modules, their sources and libraries."""

import json
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Sequence, Tuple


class Module(NamedTuple):
    """A C module, as one Python version builds it; paths are relative to CPython's Modules folder.

    ``options`` are a source's own compiler options, by its path; ``public_api`` modules are compiled without CPython's
    internal headers; ``test`` modules are CPython's own tests.
    """

    name: str
    sources: Tuple[str, ...]
    include: Tuple[str, ...]
    defines: Tuple[str, ...]
    libraries: Tuple[str, ...]
    public_api: bool
    test: bool
    options: Mapping[str, Tuple[str, ...]] = {}


class Library(NamedTuple):
    """A static library of the base suite.

    ``needs`` are other libraries of the table; ``weaken`` are the names that it uses of libraries that have no static
    form, in parts of it that no C module calls.
    """

    name: str
    archive: str
    package: str
    include: Tuple[str, ...]
    needs: Tuple[str, ...]
    weaken: Tuple[str, ...]


class Table(NamedTuple):
    """What one Python version X.Y builds."""

    modules: Tuple[Module, ...]
    core: Tuple[Module, ...]
    libraries: Mapping[str, Library]
    headers: Tuple[str, ...]


Entry = Mapping[str, Any]


def read_table(path: Path, python: str, kind: str) -> Table:
    """Read the part of the table that is for ``python`` (X.Y) of a kind of origin; LookupError when it has none."""
    data: Entry = json.loads(path.read_text(encoding="utf-8"))
    if python not in data["pythons"]:
        raise LookupError(f"python {python} is not in the table of C modules, which has {', '.join(data['pythons'])}")
    return Table(
        modules=read_modules(data["modules"], python, kind),
        core=read_modules(data["core"], python, kind),
        libraries={name: read_library(name, entry) for name, entry in sorted(data["libraries"].items())},
        headers=tuple(data["headers"]),
    )


def read_modules(entries: Sequence[Entry], python: str, kind: str) -> Tuple[Module, ...]:
    return tuple(read_module(entry) for entry in entries if applies(entry, python, kind))


def applies(entry: Entry, python: str, kind: str) -> bool:
    """Tell whether an entry is for ``python``; ``since`` and ``until`` both include their version."""
    if entry.get("origin", kind) != kind:
        return False
    return number(entry.get("since", "3.0")) <= number(python) <= number(entry.get("until", "3.999"))


def number(version: str) -> Tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def read_module(entry: Entry) -> Module:
    return Module(
        name=entry["name"],
        sources=tuple(entry["sources"]),
        include=tuple(entry.get("include", ())),
        defines=tuple(entry.get("defines", ())),
        libraries=tuple(entry.get("libraries", ())),
        public_api=entry.get("api") == "public",
        test=entry.get("test", False),
        options={source: tuple(options) for source, options in entry.get("options", {}).items()},
    )


def read_library(name: str, entry: Entry) -> Library:
    return Library(
        name=name,
        archive=entry["archive"],
        package=entry["package"],
        include=tuple(entry.get("include", ())),
        needs=tuple(entry.get("needs", ())),
        weaken=tuple(entry.get("weaken", ())),
    )
