"""The list of what the source image has and the result lacks: the topmost paths alone, since a folder stands for all
below it."""

import os
import re
import stat
from typing import Dict, Iterator, List, Set, Tuple

from folders import NEVER_AN_APPLICATION, Layout
from image import PASSING, Image
from ledger import NEVER_ASKED, Ledger

# The reasons, as kontain_hints reads them: KEEP brings it by the module's name, or by path alone, or DROP took it.
BY_NAME = "module"
BY_PATH = "path"
# A folder of more is one of data: the list is read by a program that waits.
MOST_NAMES = 20000
# What would end a field of the list.
CONTROL = re.compile(r"[\t\n]")


def is_anything(ledger: Ledger) -> bool:
    """Whether DROP or PRUNE took something. Each result lacks what lies beside the program in its source: that alone
    changes no result."""
    return any(row.why not in NEVER_ASKED for row in ledger.dropped.values())


def text(image: Image, ledger: Ledger, layout: Layout) -> bytes:
    """A line for each folder and reason; names stand between slashes, which no name holds."""
    lines = [
        "%s\t%s\t/%s/\n" % (reason, folder, "/".join(names)) for (reason, folder), names in rows(image, ledger, layout)
    ]
    return b"".join(os.fsencode(line) for line in lines)


def rows(image: Image, ledger: Ledger, layout: Layout) -> Iterator[Tuple[Tuple[str, str], List[str]]]:
    present = folders_of(image, ledger)
    # What programs make and remove again may be there in one build and not in the next.
    for folder in sorted(present.difference(PASSING)):
        if folder.endswith("/__pycache__"):
            # Import asks for the source.
            continue
        found: Dict[Tuple[str, str], List[str]] = {}
        # KEEP of a module means the import folders that the analysis knows.
        otherwise = BY_NAME if layout.layer_of(folder, "") else BY_PATH
        for name in names_absent(image, ledger, folder, present):
            path = folder + "/" + name
            patterns = ledger.drop.match(path, is_real_folder(image, path)) if ledger.drop.counts else []
            reason = "DROP " + ", ".join(patterns) if patterns else otherwise
            found.setdefault((reason, folder), []).append(name)
        yield from sorted(found.items())


def names_absent(image: Image, ledger: Ledger, folder: str, present: Set[str]) -> List[str]:
    found = [
        name
        for name in image.names(folder or "/")
        if folder + "/" + name not in ledger.entries
        and folder + "/" + name not in present
        and not image.is_hidden(folder + "/" + name)
        and not CONTROL.search(name)
    ]
    return [] if len(found) > MOST_NAMES or CONTROL.search(folder) else found


def folders_of(image: Image, ledger: Ledger) -> Set[str]:
    """The folders that the result has, and those that the system shares: nobody wants /opt back as a whole.
    "" is the root."""
    found = {path.rstrip("/") for path in NEVER_AN_APPLICATION if image.readlink(path) is None}
    for path, entry in ledger.entries.items():
        here = path if stat.S_ISDIR(entry.status.st_mode) else path.rpartition("/")[0]
        while here not in found:
            found.add(here)
            here = here.rpartition("/")[0]
    return found


def is_real_folder(image: Image, path: str) -> bool:
    status = image.lstat(path)
    return status is not None and stat.S_ISDIR(status.st_mode)
