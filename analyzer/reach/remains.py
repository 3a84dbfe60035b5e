"""What PRUNE leaves out of the folders that imports look in: counted, and a row for the topmost of each."""

import stat
from typing import List, NamedTuple, Set

from gather import Source, leave_out_of_library
from ledger import Dropped, Ledger
from reach.units import Units

MOST_ROWS = 20000


class Part(NamedTuple):
    """A folder as the walk found it; ``rows`` are of what is left out in it, where something stays."""

    is_kept: bool
    files: int
    bytes: int
    rows: List[Dropped]


def find(source: Source, ledger: Ledger, units: Units, reached: Set[str]) -> Part:
    """Enter the rows into the ledger; the sum of all. ``reached`` are the distributions of which something stays."""
    parts: List[Part] = []
    for folder in source.layout.folders:
        if folder.layer != "app":
            without = source.layout.inside(folder)
            if folder.layer == "runtime":
                without |= leave_out_of_library(source, ledger, folder.path)
            walk = Walk(source, ledger, units, reached, without)
            parts.append(walk.folder(folder.path))
    rows = sorted(row for part in parts for row in part.rows)
    for row in rows[:MOST_ROWS]:
        ledger.dropped.setdefault(row.path, row)
    return Part(True, sum(part.files for part in parts), sum(part.bytes for part in parts), rows)


class Walk:
    """One of the layout's folders, without those inside it that are walked by themselves."""

    def __init__(self, source: Source, ledger: Ledger, units: Units, reached: Set[str], without: Set[str]) -> None:
        self.source = source
        self.ledger = ledger
        self.units = units
        self.reached = reached
        self.without = without

    def folder(self, path: str) -> Part:
        is_kept = path in self.ledger.entries
        files = size = 0
        rows: List[Dropped] = []
        for name, status in self.ledger.scan(path):
            here = path.rstrip("/") + "/" + name
            if here in self.without or self.source.image.is_hidden(here):
                is_kept = True
            elif stat.S_ISDIR(status.st_mode):
                part = self.folder(here)
                is_kept = is_kept or part.is_kept
                files += part.files
                size += part.bytes
                rows += part.rows if part.is_kept else self.row(here, part.files, part.bytes)
            elif here in self.ledger.entries:
                is_kept = True
            elif here not in self.ledger.dropped:
                files += 1
                size += status.st_size
                # Bytecode goes with its source, which has a row.
                rows += [] if "/__pycache__/" in here else self.row(here, 1, status.st_size)
        return Part(is_kept, files, size, rows)

    def row(self, path: str, files: int, size: int) -> List[Dropped]:
        return [Dropped(path, self.why(path), files, size)] if files and path not in self.ledger.dropped else []

    def why(self, path: str) -> str:
        # A folder's own path says who owns the folder around it.
        is_folder = self.source.image.is_folder(path)
        owner = self.units.world.distribution_of(path + "/__init__.py" if is_folder else path)
        if owner is None or owner.key in self.reached:
            return "nothing of the program reaches it"
        return "nothing of the program reaches the distribution %s %s" % (owner.name, owner.version)
