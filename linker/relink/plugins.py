"""Shared objects that a library of the system loads by itself when it runs, such as OpenSSL's providers."""

import re
from pathlib import Path
from typing import Iterator, Sequence

import apt
from libraries import FOLDERS, Library

TEXTS = (".py", ".pyx", ".pxi", ".c", ".h", ".cc", ".cpp", ".cxx", ".hpp", ".rs")
LARGEST = 1 << 23


def wanted(libraries: Sequence[Library], source: Path) -> dict[tuple[str, str], list[str]]:
    """Return the plug-ins that a source asks for, by the source packages that they are of.

    A library has many that nobody ever loads, and building them takes minutes: one that is meant is called by its name
    somewhere in the source.
    """
    found: dict[tuple[str, str], list[str]] = {}
    packages = sorted({package for package in (apt.owner(library.path) for library in libraries) if package})
    known = [(package, path) for package in packages for path in of_package(package)]
    named = mentioned({path.stem for _, path in known}, source) if known else set[str]()
    for package, path in known:
        if path.stem in named:
            found.setdefault(apt.source_of(package), []).append(name_of(path))
    return {key: sorted(set(names)) for key, names in found.items()}


def of_package(package: str) -> Iterator[Path]:
    """Yield the shared objects of a package that lie beside its libraries, in folders of their own."""
    for path in apt.files_of(package):
        if path.suffix == ".so" and path.parent not in FOLDERS and path.parent.parent in FOLDERS:
            yield path


def name_of(path: Path) -> str:
    """A plug-in is known by its file and folder: what is before that is each system's own."""
    return f"{path.parent.name}/{path.name}"


def mentioned(names: set[str], source: Path) -> set[str]:
    """Return those that stand between quotes in a text of the source; tests say many words that nothing loads."""
    pattern = re.compile("[\"'](" + "|".join(map(re.escape, sorted(names))) + ")[\"']")
    found: set[str] = set()
    for path in sorted(source.rglob("*")):
        is_test = any("test" in part for part in path.relative_to(source).parts)
        if path.suffix in TEXTS and not is_test and path.is_file() and path.stat().st_size <= LARGEST:
            found.update(pattern.findall(path.read_text(encoding="utf-8", errors="replace")))
    return found
