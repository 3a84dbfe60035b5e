"""What a package's own code does to its __path__, as far as its text tells."""

import re
from typing import List, Optional

LARGEST = 1 << 20
MOST_NAMES = 200
EXTENDED = re.compile(rb"\b(?:extend_path|declare_namespace)\b")
# A short string between quotes that may name folders below another.
FOLDER = re.compile(rb"""["']/?((?:[^\s"'/\\.][^\s"'/\\]*/)*[^\s"'/\\.][^\s"'/\\]*)/?["']""")


def is_extended(data: Optional[bytes]) -> bool:
    """Whether a package takes in the other folders of its name: pkgutil's way, and that of pkg_resources."""
    return data is not None and EXTENDED.search(data) is not None


def sets_path(data: Optional[bytes]) -> bool:
    return data is not None and b"__path__" in data


def added(data: Optional[bytes]) -> List[str]:
    """The strings of a module that names __path__: one of them may be the folder that it adds."""
    if data is None or not sets_path(data) or len(data) > LARGEST:
        return []
    names = sorted({match.decode("utf-8", "surrogateescape") for match in FOLDER.findall(data)})
    return [name for name in names if len(name) < 256][:MOST_NAMES]
