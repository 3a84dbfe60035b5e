"""The shared libraries of the system: what develops against them, and which have no static form."""

from pathlib import Path
from typing import Iterable, Iterator, NamedTuple, Optional, Sequence

import apt
import objectfile
import sonames
from steps import say

FOLDERS = (Path("/usr/lib/x86_64-linux-gnu"), Path("/usr/lib"), Path("/lib/x86_64-linux-gnu"))
# Where the compiler's own libraries have their static forms and their links: C++'s, Fortran's.
OF_COMPILER = sorted(Path("/usr/lib/gcc/x86_64-linux-gnu").glob("*"))
# Where what is compiled against has its links without a version.
OF_LINKS = (*FOLDERS, *OF_COMPILER)


class Library(NamedTuple):
    """A shared library of the system; ``archive`` is its static form, if it has one."""

    soname: str
    path: Path
    archive: Optional[Path]
    needs: Sequence[str]


def install_for(needs: Sequence[str], archives: bool = False) -> list[str]:
    """Install the packages to compile against some libraries, by the archive's index of files; return their names.

    A library's package for compiling has the link without a version, libxml2.so; so no version has to be equal.
    With ``archives``, what is wanted is the static form.
    """
    suffix = ".a" if archives else ".so"
    stems = {sonames.stem(name) for name in needs if not sonames.is_own(name)}
    missing = {name for name in stems if archives or find_link(name) is None}
    wanted: set[str] = set()
    if missing:
        paths = {f"{str(folder)[1:]}/{name}{suffix}" for folder in OF_LINKS for name in missing}
        found: dict[str, set[str]] = {}
        for path, package in apt.contents():
            if path in paths and package.endswith("-dev"):
                found.setdefault(Path(path).name, set()).add(package)
        wanted = {min(packages, key=lambda name: (len(name), name)) for packages in found.values()}
        unknown = sorted(missing - {name.removesuffix(suffix) for name in found})
        if unknown:
            say(f"no package has a {suffix} of {', '.join(unknown)}")
    apt.install(sorted(wanted), "installing what the libraries are compiled against")
    return sorted(wanted)


def find_link(stem: str) -> Optional[Path]:
    return next((folder / f"{stem}.so" for folder in OF_LINKS if (folder / f"{stem}.so").exists()), None)


def links_of(package: str) -> Iterator[str]:
    """Yield the names of the libraries that a package for compiling has links to."""
    for path in apt.files_of(package):
        if path.suffix == ".so" and path.parent in FOLDERS and path.exists():
            yield objectfile.read_shared(path).soname or path.name


def find(soname: str) -> Optional[Library]:
    """Find a library of the system by its name, and its static form beside it."""
    plain = sonames.plain(soname)
    path = next((folder / plain for folder in FOLDERS if (folder / plain).exists()), None)
    if path is None:
        path = find_link(sonames.stem(plain))
    if path is None or not objectfile.is_shared(str(path)) or not objectfile.is_code(str(path)):
        return None
    facts = objectfile.read_shared(path)
    return Library(facts.soname or plain, path, archive_of(path, plain), facts.needed)


def archive_of(path: Path, soname: str) -> Optional[Path]:
    """The static form lies beside the library, or beside what a link of alternatives leads to."""
    name = f"{sonames.stem(soname)}.a"
    folders = (path.parent, path.resolve().parent, *FOLDERS, *OF_COMPILER)
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def closure(needs: Iterable[str], made: Iterable[str] = ()) -> list[Library]:
    """Return the libraries of the system that some need, and what those need; ``made`` are not the system's."""
    found: dict[str, Library] = {}
    known = set(made)
    todo = sorted(set(needs))
    while todo:
        name = todo.pop()
        if name in known or sonames.is_own(name):
            continue
        known.add(name)
        library = find(name)
        if library is not None and library.soname not in found:
            found[library.soname] = library
            todo += library.needs
    return [found[name] for name in sorted(found)]


def without_archive(libraries: Sequence[Library]) -> dict[tuple[str, str], list[Library]]:
    """Return the libraries that exist only as shared objects, by their source packages with versions."""
    found: dict[tuple[str, str], list[Library]] = {}
    for library in libraries:
        package = apt.owner(library.path) if library.archive is None else None
        if package is not None:
            found.setdefault(apt.source_of(package), []).append(library)
    return found


def hide(library: Library) -> None:
    """Take away what is compiled against: the build then does as where the library is not installed."""
    link = find_link(sonames.stem(library.soname))
    package = apt.owner(link) if link is not None else None
    if package is not None:
        apt.remove(package)
