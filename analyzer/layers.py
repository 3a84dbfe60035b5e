"""Turns the ledger into the three trees."""

import os
import stat
from typing import Any, Dict, Iterator, NamedTuple, Sequence, Set

from findings import Findings
from image import Image, times_of_engines
from interpreter import Links, link_target
from ledger import LAYERS, Ledger
from trees import Item, Tree, made

PLACEHOLDER = "kontain module\n%s\n"
# Where the licences of what is linked into python.km go; the build puts the file there, and would give folders that no
# tree has the time of the build.
LICENCES = "/usr/share/doc/python.km"


class Changes(NamedTuple):
    """Where the trees differ from the source: the interpreter, the linked modules and what has another text, by their
    paths, and what the app tree has beside the source's."""

    interpreter: str
    km: str
    links: Links
    linked: Dict[str, str]
    texts: Dict[str, bytes]
    dynamic: bool
    added: Sequence[Item] = ()


def items(image: Image, ledger: Ledger, changes: Changes, layer: str) -> Iterator[Item]:
    """The paths of one tree, in order."""
    copies = set(changes.links.copies)
    for path in sorted(ledger.entries):
        entry = ledger.entries[path]
        if entry.layer != layer:
            continue
        if path in copies:
            yield Item(path, entry.status, target=link_target(path, changes.km))
        elif path in changes.linked:
            yield Item(path, entry.status, text=(PLACEHOLDER % changes.linked[path]).encode("ascii"))
        elif path in changes.texts:
            yield Item(path, entry.status, text=changes.texts[path])
        else:
            yield Item(path, entry.status, source=path)
    if layer == "runtime" and changes.dynamic:
        status = image.lstat(changes.interpreter)
        if status is not None:
            yield Item(changes.km, status, source=changes.interpreter)
    if layer == "runtime" and not changes.dynamic:
        yield from folders_of_licences(image)
    if layer == "app":
        yield from changes.added


def folders_of_licences(image: Image) -> Iterator[Item]:
    """All that the source has no folder for; none where one of them is something else there."""
    parts = LICENCES.split("/")
    paths = ["/".join(parts[: count + 1]) for count in range(1, len(parts))]
    if all(image.lstat(path) is None or image.real(path) == path for path in paths):
        yield from (Item(path, made(stat.S_IFDIR | 0o755)) for path in paths if image.lstat(path) is None)


def write(base: str, image: Image, ledger: Ledger, changes: Changes, findings: Findings) -> Dict[str, Any]:
    """Write all three; gives plan.json's ``layers``."""
    sizes: Dict[str, Any] = {}
    root = image.lstat("/")
    common = times_of_engines(image)
    for layer in LAYERS:
        times = dict(common)
        if layer != "app":
            # The app tree is copied last and sets these; its changes must not reach the other layers.
            times.update(dict.fromkeys(folders_of_app(ledger), 0))
        tree = Tree(image, os.path.join(base, layer), times, findings)
        size = tree.write(list(items(image, ledger, changes, layer)))
        if root is not None:
            tree.finish_root(root)
        sizes[layer] = dict(size._asdict())
    return sizes


def folders_of_app(ledger: Ledger) -> Set[str]:
    return {
        path for path, entry in ledger.entries.items() if entry.layer == "app" and stat.S_ISDIR(entry.status.st_mode)
    }


def nothing() -> Dict[str, Any]:
    """The sizes where no tree is written."""
    return {layer: {"files": 0, "bytes": 0} for layer in LAYERS}
