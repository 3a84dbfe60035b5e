"""Which files a distribution owns: by its own lists, else by the system's package that it came in, else by
its top-level names."""

import csv
import posixpath
from typing import Dict, Iterator, List, Optional, Sequence, Set, Tuple

from image import Image
from reach.archives import Archives
from reach.listing import Listings
from reach.owners import Owners

LARGEST = 1 << 24
MOST_FILES = 200000
OF_INSTALLERS = (".dist-info", ".egg-info", ".pth", ".egg-link")


class Reader:
    """Metadata files in folders and in archives, and the canonical paths of what they name."""

    def __init__(self, image: Image, listings: Listings, archives: Archives) -> None:
        self.image = image
        self.listings = listings
        self.archives = archives
        self.reals: Dict[str, str] = {}

    def text(self, path: str) -> str:
        inside = self.archives.around(path) is not None
        data = self.archives.read(path, LARGEST) if inside else self.image.read(path, LARGEST)
        return (data or b"").decode("utf-8", "surrogateescape")

    def host_of(self, path: str) -> str:
        """The path itself, or the archive that it is in."""
        return self.archives.around(path) or path

    def present(self, path: str) -> Optional[str]:
        """The canonical path of a file, by listings alone once its folder is known; None where it is absent."""
        folder, _, name = posixpath.normpath(path).rpartition("/")
        real = self.reals.get(folder)
        if real is None:
            real = self.reals[folder] = self.image.real(folder or "/")
        return self.listings.of(real).files.get(name)

    def below(self, folder: str) -> Iterator[str]:
        """Every file below a folder, by canonical paths."""
        todo = [folder]
        done: Set[str] = set()
        while todo:
            here = todo.pop()
            if here not in done:
                done.add(here)
                listing = self.listings.of(here)
                yield from listing.files.values()
                todo.extend(listing.folders.values())


def files(
    reader: Reader, owners: Owners, folder: str, info: str, is_folder: bool, tops: Sequence[str]
) -> Tuple[str, ...]:
    """Canonical paths of files that are there; an archive owns itself."""
    archive = reader.archives.around(info)
    if archive is not None:
        return (archive,)
    if info.endswith("/EGG-INFO"):
        return tuple(sorted(set(reader.below(folder))))
    found = listed(reader, info) if is_folder else []
    if not found:
        owned = owners.of(info) or owners.of(info + "/PKG-INFO") or owners.of(info + "/METADATA")
        found = [path for path in map(reader.present, owned) if path]
    if not found:
        found = by_tops(reader, folder, tops) + sources(reader, folder, info)
    own = reader.below(info) if is_folder else iter((info,))
    return tuple(sorted(set(found[:MOST_FILES]).union(own)))


def listed(reader: Reader, info: str) -> List[str]:
    """By RECORD, whose paths start at the folder of the metadata, or installed-files.txt, whose start in it."""
    above = info.rpartition("/")[0]
    names = [posixpath.join(above, row) for row in record(reader.text(info + "/RECORD"))]
    if not names:
        names = [posixpath.join(info, row) for row in reader.text(info + "/installed-files.txt").splitlines()]
    return [path for path in map(reader.present, names) if path]


def record(text: str) -> Iterator[str]:
    """The paths of a RECORD: only one with a comma or a quote is quoted, and needs the slower reader."""
    for line in text.splitlines():
        if line.startswith('"'):
            yield from (row[0] for row in csv.reader([line]) if row)
        elif line:
            yield line.rsplit(",", 2)[0]


def sources(reader: Reader, folder: str, info: str) -> List[str]:
    """SOURCES.txt of a project installed in place."""
    rows = reader.text(info + "/SOURCES.txt").splitlines()
    return [path for path in (reader.present(posixpath.join(folder, row)) for row in rows if row) if path]


def named_tops(reader: Reader, info: str) -> List[str]:
    """top_level.txt; a wrong line of it must not name what is elsewhere."""
    rows = (row.strip() for row in reader.text(info + "/top_level.txt").splitlines())
    return [row for row in rows if row and "/" not in row and "." not in row]


def by_tops(reader: Reader, folder: str, tops: Sequence[str]) -> List[str]:
    """All files of the top-level packages and modules that are beside the metadata."""
    found: List[str] = []
    listing = reader.listings.of(folder)
    for top in tops:
        found += [file.path for file in listing.modules.get(top, [])]
        inner = listing.folders.get(top)
        if inner is not None:
            found += reader.below(inner)
    return found


def tops_of(reader: Reader, folder: str, owned: Sequence[str], guessed: Sequence[str]) -> Tuple[str, ...]:
    """The modules beside the metadata that a distribution has files of."""
    listing = reader.listings.of(folder)
    by_path = {file.path: name for name, files in listing.modules.items() for file in files}
    by_folder = {path: name for name, path in listing.folders.items()}
    found: Set[str] = set()
    for path in owned:
        top = by_path.get(path)
        if top is None and path.endswith((".py", ".so", ".pyc")) and "/__pycache__/" not in path:
            top = top_folder(path, folder, by_folder)
        if top is not None:
            found.add(top)
    if not found:
        found = {name for name in guessed if name in listing.modules or name in listing.folders}
    return tuple(sorted(found))


def top_folder(path: str, folder: str, by_folder: Dict[str, str]) -> Optional[str]:
    """The name on sys.path of the folder around a file, where links may have led elsewhere."""
    base = folder.rstrip("/") + "/"
    if path.startswith(base):
        step = path[len(base) :].partition("/")[0]
        return step if step in by_folder.values() and not step.endswith(OF_INSTALLERS) else None
    above = path.rpartition("/")[0]
    while above:
        if above in by_folder:
            return by_folder[above]
        above = above.rpartition("/")[0]
    return None
