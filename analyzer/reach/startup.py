"""The .pth files of site folders: which code they run before the program's own."""

import re
from typing import Iterator, List, NamedTuple

from reach.listing import Listings

MOST_BYTES = 1 << 20
MOST_LINES = 10000
# What setuptools writes for each package of namespace_packages.
NAMESPACE = re.compile(r"'sitedir'\], \*\(((?:'[^']+'(?:, *|,?))+)\)")


class Line(NamedTuple):
    """A line of code in a .pth file, or of a .start file (PEP 829): ``text`` is what site would run."""

    path: str
    line: int
    text: str
    folder: str


def lines(listings: Listings, sites: List[str]) -> Iterator[Line]:
    """The lines that site runs, in its order: folders as they come, files by their names."""
    for folder in sites:
        listing = listings.of(folder)
        for name in sorted(listing.files):
            path = listing.files[name]
            if name.endswith(".pth"):
                yield from code_of(path, folder, text_of(listings, path))
            elif name.endswith(".start"):
                yield from entries_of(path, folder, text_of(listings, path))


def text_of(listings: Listings, path: str) -> List[str]:
    data = listings.image.read(path, MOST_BYTES) or b""
    return data.decode("utf-8-sig", "surrogateescape").splitlines()[:MOST_LINES]


def code_of(path: str, folder: str, text: List[str]) -> Iterator[Line]:
    """Other lines are folders, and the program's own interpreter has added those to sys.path."""
    for number, line in enumerate(text, 1):
        if line.startswith(("import ", "import\t")):
            yield Line(path, number, line.rstrip(), folder)


def entries_of(path: str, folder: str, text: List[str]) -> Iterator[Line]:
    """``package.module:function``, as the code that it stands for."""
    for number, line in enumerate(text, 1):
        module = line.partition("#")[0].partition(":")[0].strip()
        if module and all(part.isidentifier() for part in module.split(".")):
            yield Line(path, number, "import " + module, folder)


def namespaces(found: List[Line]) -> Iterator[str]:
    """The packages that -nspkg.pth files make of folders without an __init__, before any import."""
    for line in found:
        for match in NAMESPACE.finditer(line.text):
            yield ".".join(re.findall(r"'([^']+)'", match.group(1)))
