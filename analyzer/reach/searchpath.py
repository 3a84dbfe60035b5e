"""The folders and archives that the program's imports look in, in their order."""

import sys
from typing import AbstractSet, Dict, List, NamedTuple, Sequence

from folders import Layout
from gather import Source
from image import Image
from reach.archives import Archives

PLACES = {"runtime": "stdlib", "packages": "packages", "app": "app"}
# Compiled in, and without a file: what finds all others.
FROZEN = ("_frozen_importlib", "_frozen_importlib_external")


class Search(NamedTuple):
    """Where the program's imports look. ``path`` is sys.path of every start, without what a start puts before
    it; ``first`` is that; ``more`` are folders that code may add; ``sites`` are those whose .pth files count."""

    path: Sequence[str]
    first: Sequence[str] = ()
    more: Sequence[str] = ()
    sites: Sequence[str] = ()
    suffixes: Sequence[str] = ()
    builtins: AbstractSet[str] = frozenset()


class Entry(NamedTuple):
    """A canonical folder of the search path; ``sure``: each start of the program has it there. ``place`` is that
    of modules in folders that the layout does not have."""

    folder: str
    sure: bool
    place: str


def search_of(source: Source) -> Search:
    """The search path of the program's starts."""
    firsts = zip(source.program.first, source.program.calls)
    first = [path or call.cwd for path, call in firsts if path is not None]
    return Search(
        path=[path for path in source.seen.path if path.startswith("/")],
        first=first + [named.folder for named in source.launched],
        more=[folder.path for folder in source.layout.folders if folder.layer == "app"],
        sites=source.seen.site_packages if source.seen.site else (),
        suffixes=source.python.suffixes,
        builtins=frozenset(sys.builtin_module_names).union(FROZEN),
    )


class SearchPath:
    """The entries, and which part of the image a folder belongs to."""

    def __init__(self, image: Image, layout: Layout, archives: Archives, search: Search) -> None:
        self.image = image
        self.layout = layout
        self.archives = archives
        self.places: Dict[str, str] = {}
        self.entries: List[Entry] = []
        for path in search.first:
            self.enter(path, False, "app")
        for path in search.path:
            self.enter(path, True, "packages")
        for path in search.more:
            self.enter(path, False, "app")

    def enter(self, path: str, sure: bool, place: str) -> None:
        """One more entry: a folder, an archive, or a folder in an archive."""
        real = self.image.real(path)
        if any(entry.folder == real for entry in self.entries) or self.image.is_hidden(real):
            return
        if not self.image.is_folder(real):
            archive = real
            while archive and not self.image.is_file(archive):
                archive = archive.rpartition("/")[0]
            if not archive or not self.archives.open(archive):
                return
        self.entries.append(Entry(real, sure, self.place(real, place)))

    def place(self, folder: str, otherwise: str) -> str:
        """stdlib, packages or app, by the layer of a folder."""
        found = self.places.get(folder)
        if found is None:
            found = self.places[folder] = PLACES.get(self.layout.layer_of(folder, ""), "")
        return found or otherwise
