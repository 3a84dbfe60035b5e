"""What lies in the folders that import looks in: each is read once, and a look-up asks the system nothing."""

import os
import stat
import sys
from typing import Dict, List, NamedTuple, Optional, Sequence, Tuple

from findings import reason
from image import Image, read_up_to

# The names of a program are UTF-8 to it, whatever the analyzer's own locale makes of them.
FOREIGN_NAMES = sys.getfilesystemencoding().lower() not in ("utf-8", "utf8")
INIT = "__init__"


class File(NamedTuple):
    """A file that import would take for a module. ``rank``: the place of its suffix in import's order."""

    rank: int
    kind: str
    path: str


class Listing:
    """One folder: canonical paths by name, and the module files by the name that import knows them by."""

    __slots__ = ("files", "folders", "modules")

    def __init__(self) -> None:
        self.files: Dict[str, str] = {}
        self.folders: Dict[str, str] = {}
        self.modules: Dict[str, List[File]] = {}


NOTHING = Listing()


class Suffixes:
    """Import's suffixes in its order. No module's name has a dot, so a suffix begins at a file's first one."""

    def __init__(self, extensions: Sequence[str]) -> None:
        order = [(suffix, "extension") for suffix in extensions] + [(".py", "source"), (".pyc", "bytecode")]
        self.ranks = {suffix: (rank, kind) for rank, (suffix, kind) in reversed(list(enumerate(order)))}

    def add(self, listing: Listing, name: str, path: str) -> None:
        """Enter a file, and the module that it may be."""
        listing.files[name] = path
        dot = name.find(".")
        found = self.ranks.get(name[dot:]) if dot > 0 else None
        if found is not None:
            files = listing.modules.setdefault(spelled(name[:dot]), [])
            files.append(File(found[0], found[1], path))
            files.sort()


class Listings:
    """The folders of an image, and those inside archives, which are entered as they are opened. ``through``:
    the links by which import comes to what lies elsewhere."""

    def __init__(self, image: Image, suffixes: Suffixes) -> None:
        self.image = image
        self.suffixes = suffixes
        self.known: Dict[str, Listing] = {}
        self.through: Dict[str, List[str]] = {}

    def of(self, folder: str) -> Listing:
        """The listing of a canonical folder; one that is absent has nothing."""
        found = self.known.get(folder)
        if found is None:
            found = self.known[folder] = self.read(folder)
        return found

    def read(self, folder: str) -> Listing:
        listing = Listing()
        base = folder.rstrip("/") + "/"
        try:
            with os.scandir(self.image.host(folder)) as entries:
                for entry in entries:
                    path = base + entry.name
                    if path in self.image.hidden:
                        continue
                    if entry.is_symlink():
                        self.follow(listing, entry.name, path)
                    elif entry.is_dir(follow_symlinks=False):
                        listing.folders[spelled(entry.name)] = path
                    elif entry.is_file(follow_symlinks=False):
                        self.suffixes.add(listing, entry.name, path)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            # sys.path may name what is not there; a name with a NUL names nothing.
            return NOTHING
        except OSError as error:
            self.image.findings.add("unreadable", "cannot read folder %s: %s" % (folder, reason(error)))
        return listing

    def follow(self, listing: Listing, name: str, path: str) -> None:
        """A link is what it leads to, under its own name."""
        resolved = self.image.resolve(path)
        status = None if resolved is None or self.image.is_hidden(resolved.real) else self.image.lstat(resolved.real)
        if resolved is None or status is None:
            return
        links = self.through.setdefault(resolved.real, [])
        links.extend(link for link in resolved.links if link not in links)
        if stat.S_ISDIR(status.st_mode):
            listing.folders[spelled(name)] = resolved.real
        elif stat.S_ISREG(status.st_mode):
            self.suffixes.add(listing, name, resolved.real)

    def content(self, path: str, most: int) -> Optional[bytes]:
        """At most that much of a file that a listing has. Its path is canonical, so no link is looked for:
        there may be fifty thousand."""
        try:
            descriptor = os.open(self.image.host(path), os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
            try:
                return read_up_to(descriptor, min(most, os.fstat(descriptor).st_size or most))
            finally:
                os.close(descriptor)
        except OSError as error:
            self.image.findings.add("unreadable", "cannot read %s: %s" % (path, reason(error)))
            return None

    def folder(self, folder: str, path: str) -> Optional[str]:
        """A folder below another one, by a path without dots."""
        here: Optional[str] = folder
        for step in path.split("/"):
            here = self.of(here).folders.get(step) if here is not None else None
        return here

    def links(self, path: str) -> Tuple[str, ...]:
        """The links that import follows on its way to a canonical path."""
        found: List[str] = []
        while path and path != "/":
            found.extend(link for link in self.through.get(path, ()) if link not in found)
            path = path.rpartition("/")[0]
        return tuple(found)


def spelled(name: str) -> str:
    """A file's name as a program's text spells it."""
    if not FOREIGN_NAMES or all(char < "\x80" for char in name):
        return name
    return os.fsencode(name).decode("utf-8", "surrogateescape")
