"""What is kept, in which layer, and why; and what is not. The trees and why.json are written from it."""

import os
import stat
from typing import Dict, List, NamedTuple, Optional, Set, Tuple

from findings import Findings, reason
from image import Image
from patterns import Matcher

LAYERS = ("runtime", "packages", "app")
# Reasons for which any result lacks something, and no program misses it.
FOR_BUILDING = "objects and archives for building programs, which no import reads"
NOT_IN_PATH = "the program's sys.path does not have it"
FOREIGN = "a module for another python"
LINKED_IN = "python.km holds it, linked into the modules that need it"
NEVER_ASKED = (FOR_BUILDING, NOT_IN_PATH, FOREIGN, LINKED_IN)


class Entry(NamedTuple):
    """A kept path and its status in the source."""

    layer: str
    status: os.stat_result


Place = Tuple[str, int]
NOWHERE: Place = ("", 0)


class Kept(NamedTuple):
    """A reason's place is the file and line that say so, where there is one: the first reason's."""

    path: str
    layer: str
    why: List[str]
    place: Place


class Dropped(NamedTuple):
    """``files`` and ``bytes`` are of all below it, where they were counted."""

    path: str
    why: str
    files: int = 0
    bytes: int = 0


class Ledger:
    """The first layer that a path enters keeps it: each path is in one tree."""

    def __init__(self, image: Image, drop: Matcher, findings: Findings) -> None:
        self.image = image
        self.drop = drop
        self.findings = findings
        self.entries: Dict[str, Entry] = {}
        self.reasons: Dict[str, Kept] = {}
        self.dropped: Dict[str, Dropped] = {}
        self.links: List[str] = []

    def keep(self, path: str, layer: str, why: str, place: Place = NOWHERE) -> Optional[str]:
        """Keep one path: the links on the way and what they lead to (a folder without its content)."""
        resolved = self.image.resolve(path)
        if resolved is None:
            return None
        for link in resolved.links:
            self.add(link, layer, why, place)
        return resolved.real if self.add(resolved.real, layer, why, place) else None

    def keep_tree(self, path: str, layer: str, why: str, without: Set[str], place: Place = NOWHERE) -> None:
        """Keep a path with all below it, less the canonical folders ``without``."""
        real = self.keep(path, layer, why, place)
        if real is None or not self.image.is_folder(real):
            return
        todo = [real]
        while todo:
            folder = todo.pop()
            for name, status in self.scan(folder):
                here = folder.rstrip("/") + "/" + name
                if here in without or here in self.image.hidden:
                    continue
                if not self.admit(here, status, layer):
                    continue
                if stat.S_ISDIR(status.st_mode):
                    todo.append(here)

    def scan(self, folder: str) -> List[Tuple[str, os.stat_result]]:
        try:
            with os.scandir(self.image.host(folder)) as found:
                return sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in found)
        except OSError as error:
            self.findings.add("unreadable", "cannot read folder %s: %s" % (folder, reason(error)))
            return []

    def add(self, path: str, layer: str, why: str, place: Place = NOWHERE) -> bool:
        """Keep exactly this canonical path; False where it is absent, not the image's, or dropped."""
        if path == "/":
            return True
        status = None if self.image.is_hidden(path) else self.image.lstat(path)
        if status is None or not self.admit(path, status, layer):
            return False
        kept = self.reasons.setdefault(path, Kept(path, self.entries[path].layer, [], place))
        if why not in kept.why:
            kept.why.append(why)
        return True

    def admit(self, path: str, status: os.stat_result, layer: str) -> bool:
        if path in self.entries:
            return True
        is_folder = stat.S_ISDIR(status.st_mode)
        patterns = self.drop.match(path, is_folder)
        if patterns:
            self.leave_out(path, patterns, is_folder)
            return False
        if not (is_folder or stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode)):
            self.findings.add("special-file", "%s is a socket, pipe or device, and is left out" % path)
            return False
        self.entries[path] = Entry(layer, status)
        if stat.S_ISLNK(status.st_mode):
            self.links.append(path)
        return True

    def leave_out(self, path: str, patterns: List[str], is_folder: bool) -> None:
        """Note what DROP takes, once, with the number of files below it."""
        above = path
        while above:
            if above in self.dropped:
                return
            above = above.rpartition("/")[0]
        self.dropped[path] = Dropped(path, "DROP " + ", ".join(patterns))
        self.drop.count(patterns, self.count_files(path) if is_folder else 1)

    def count_files(self, folder: str) -> int:
        return sum(len(files) for _, _, files in os.walk(self.image.host(folder)))

    def omit(self, path: str, why: str) -> None:
        """Note what is left out for a reason that is not the user's."""
        self.entries.pop(path, None)
        self.dropped.setdefault(path, Dropped(path, why))
