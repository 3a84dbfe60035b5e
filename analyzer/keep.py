"""KEEP: paths of the source image that nothing else keeps."""

import stat
from typing import List, Pattern

from folders import Layout
from image import Image
from ledger import Ledger
from patterns import Matcher, canonical, fixed_part, path_pattern


def apply(image: Image, ledger: Ledger, layout: Layout, matcher: Matcher) -> None:
    """Add what the path patterns match. Modules are in import folders: those are kept whole, or what
    import leads to in them is followed from the modules that a pattern names. DROP wins over KEEP: the
    ledger refuses."""
    for pattern, _ in matcher.paths:
        for path in expand(image, pattern):
            layer = layout.layer_of(image.real(path), "app")
            if image.readlink(path) is not None:
                # What it leads to is followed with the other links, and not into folders of the system.
                ledger.add(path, layer, "KEEP " + pattern)
            else:
                ledger.keep_tree(path, layer, "KEEP " + pattern, set())


def count(ledger: Ledger, matcher: Matcher) -> None:
    """How many kept files each pattern means."""
    if matcher.counts:
        for path, entry in ledger.entries.items():
            if not stat.S_ISDIR(entry.status.st_mode):
                matcher.count(matcher.match(path, False))


def expand(image: Image, pattern: str) -> List[str]:
    """The paths that a pattern names, without those below another of them."""
    whole = canonical(image, pattern)
    fixed, rest = fixed_part(whole)
    found = [fixed or "/"]
    for step in rest.strip("/").split("/") if rest else ():
        if "**" in step:
            return below(image, found, path_pattern(whole))
        found = [
            path
            for folder in found
            for path in members(image, folder)
            if path_pattern(step).match(path.rpartition("/")[2])
        ]
    return [path for path in found if image.lstat(path) is not None and not image.is_hidden(path)]


def members(image: Image, folder: str) -> List[str]:
    """What is in a folder; nothing for a link, which would lead out of what the pattern says."""
    if image.readlink(folder) is not None:
        return []
    paths = [folder.rstrip("/") + "/" + name for name in image.names(folder)] if image.is_folder(folder) else []
    return [path for path in paths if not image.is_hidden(path)]


def below(image: Image, folders: List[str], wanted: Pattern[str]) -> List[str]:
    """Every match below some folders; a match's own content comes with it."""
    found: List[str] = []
    todo = list(reversed(folders))
    while todo:
        for path in members(image, todo.pop()):
            if wanted.match(path):
                found.append(path)
            else:
                todo.append(path)
    return sorted(found)
