"""From a file to the name by which import finds it."""

from typing import Callable, Dict, List, Optional, Sequence, Tuple

from reach.listing import INIT, Listings
from reach.module import Module


class Naming:
    """``names`` holds what has been looked up so far: files and package folders by their canonical paths, and
    the entries of sys.path with no name. ``folders_of`` gives a package's __path__."""

    def __init__(self, listings: Listings, folders_of: Callable[[str], Sequence[str]]) -> None:
        self.listings = listings
        self.folders_of = folders_of
        self.names: Dict[str, str] = {}

    def note(self, name: str, modules: List[Module]) -> List[Module]:
        """Remember where a name was found. The first name of a file stays."""
        for module in modules:
            if module.path and module.kind != "zip":
                self.names.setdefault(module.path, name)
            for folder in module.folders:
                self.names.setdefault(folder, name)
        return modules

    def candidates(self, path: str) -> List[str]:
        """The names that a file may have by where it lies, and by where links to it lie."""
        found: List[str] = []
        for here in (path,) + tuple(self.listings.through.get(path, ())):
            folder, _, file = here.rpartition("/")
            package = self.package_of(folder or "/", 0)
            stem = file.partition(".")[0]
            if package is not None and stem:
                inner = package if stem == INIT and package else (package + "." + stem if package else stem)
                found.append(inner)
        return found

    def package_of(self, folder: str, depth: int) -> Optional[str]:
        """The name of a folder's package, "" for one on sys.path, None for one that import does not reach."""
        unknown: List[str] = []
        here = folder
        while here not in self.names:
            linked = self.by_links(here, depth)
            if linked is not None:
                self.names[here] = linked
                break
            if here == "/":
                return None
            unknown.append(here)
            here = here.rpartition("/")[0] or "/"
        name = self.names[here]
        for path in reversed(unknown):
            tail = path.rpartition("/")[2]
            name = name + "." + tail if name else tail
            if path not in self.folders_of(name):
                return None
        return name

    def by_links(self, folder: str, depth: int) -> Optional[str]:
        """Links may lead to folders with links, and not for ever."""
        links: Tuple[str, ...] = tuple(self.listings.through.get(folder, ())) if depth < 8 else ()
        for link in links:
            above, _, tail = link.rpartition("/")
            package = self.package_of(above or "/", depth + 1)
            if package is not None:
                name = package + "." + tail if package else tail
                if folder in self.folders_of(name):
                    return name
        return None
