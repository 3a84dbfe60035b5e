"""The list of what the source image had and this one lacks, as lacking.py of the analyzer writes it: a line has a
reason, a folder, and the names in it that are absent for that reason."""

import posix

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Not at run time: the program has not loaded it.
    from typing import Dict, List, Optional, Tuple

# The reason of what KEEP brings back by the name of the module.
BY_NAME = b"module"
DROPPED = b"DROP "


def read(file: str) -> bytes:
    """By the system's own calls: a program may have put something of its own in the place of open()."""
    descriptor = posix.open(file, posix.O_RDONLY | posix.O_CLOEXEC)
    try:
        return posix.read(descriptor, posix.fstat(descriptor).st_size)
    finally:
        posix.close(descriptor)


class Absent:
    def __init__(self, text: bytes) -> None:
        self.text = text
        self.folders: "Dict[bytes, List[Tuple[bytes, bytes]]]" = {}
        for line in text.split(b"\n"):
            reason, _, rest = line.partition(b"\t")
            folder, _, names = rest.partition(b"\t")
            self.folders.setdefault(folder, []).append((reason, names))

    def reason(self, path: bytes) -> "Optional[bytes]":
        """Why exactly this path is left out; None where it is not listed."""
        folder, _, name = path.rpartition(b"/")
        for reason, names in self.folders.get(folder, ()):
            if b"/" + name + b"/" in names:
                return reason
        return None

    def above(self, path: bytes) -> "Optional[bytes]":
        """The path, or a folder around it, that is listed."""
        while path and self.reason(path) is None:
            path = path.rpartition(b"/")[0]
        return path or None

    def ending(self, name: bytes) -> "Optional[bytes]":
        """A listed path of this last name."""
        for folder in sorted(self.folders):
            if self.reason(folder + b"/" + name) is not None:
                return folder + b"/" + name
        return None
