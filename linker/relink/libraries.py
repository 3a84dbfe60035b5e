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
    names = {name: [name, *sonames.renamed(name)] for name in missing}
    having = packages_with({other for each in names.values() for other in each}, suffix) if missing else {}
    # The library's own name, else all that it may be called.
    chosen = {
        name: [name] if name in having else [other for other in others if other in having]
        for name, others in names.items()
    }
    unknown = sorted(name for name, others in chosen.items() if not others)
    if unknown:
        say(f"no package has a {suffix} of {', '.join(unknown)}")
    wanted = sorted({having[name] for others in chosen.values() for name in others})
    apt.install(wanted, "installing what the libraries are compiled against")
    return wanted


def packages_with(stems: set[str], suffix: str) -> dict[str, str]:
    """Return the package to compile against each library, where there is one. Some lie in a folder of their own, as
    alternatives, and the package of the name means the one of them that is usual."""
    found: dict[str, set[str]] = {}
    for path, package in apt.contents():
        file = Path(f"/{path}")
        stem = file.name.removesuffix(suffix)
        if stem in stems and file.suffix == suffix and package.endswith("-dev"):
            if is_place(file):
                found.setdefault(stem, set()).add(package)
    return {stem: the_usual(stem, packages) for stem, packages in found.items()}


def the_usual(stem: str, packages: set[str]) -> str:
    meant = f"{stem}-dev"
    if meant in packages or (len(packages) > 1 and apt.exists(meant)):
        return meant
    return min(packages, key=lambda name: (len(name), name))


def find_link(stem: str) -> Optional[Path]:
    return next((folder / f"{stem}.so" for folder in OF_LINKS if (folder / f"{stem}.so").exists()), None)


def links_of(package: str) -> Iterator[str]:
    """Yield the names of the libraries that a package for compiling has links to, alternatives too."""
    for path in apt.files_of(package):
        if path.suffix == ".so" and is_place(path) and path.exists() and objectfile.is_code(str(path)):
            yield objectfile.read_shared(path).soname or path.name


def meant(needs: Sequence[str]) -> Iterator[str]:
    """Yield the names of the installed libraries that some are called here; the package of a name may have none itself
    and depend on one that has."""
    for stem in sorted({sonames.stem(name) for name in needs}):
        for name in (stem, *sonames.renamed(stem)):
            path = find_link(name)
            if path is not None and objectfile.is_code(str(path)):
                yield objectfile.read_shared(path).soname or path.name


def is_place(path: Path) -> bool:
    """Whether libraries are looked for there: in a usual folder, or as an alternative in a folder of its own."""
    return path.parent in OF_LINKS or path.parent.parent in FOLDERS


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
    made = set(made)
    known = set(made)
    todo = sorted(set(needs))
    while todo:
        name = todo.pop()
        if name in known or sonames.is_own(name):
            continue
        known.add(name)
        library = find(name)
        # A wheel's library may be of another version, and so of another name, than the system's.
        if library is not None and library.soname not in found and library.soname not in made:
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
