"""What a package's own code does to its __path__, as far as its text tells."""

import ast
import re
from typing import List, Optional

LARGEST = 1 << 20
MOST_NAMES = 200
EXTENDED = re.compile(rb"\b(?:extend_path|declare_namespace)\b")


def is_extended(data: Optional[bytes]) -> bool:
    """Whether a package takes in the other folders of its name: pkgutil's way, and that of pkg_resources."""
    return data is not None and EXTENDED.search(data) is not None


def sets_path(data: Optional[bytes]) -> bool:
    return data is not None and b"__path__" in data


def added(data: Optional[bytes]) -> List[str]:
    """The strings of a module that names __path__: one of them may be the folder that it adds."""
    if data is None or not sets_path(data) or len(data) > LARGEST:
        return []
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found: List[str] = []
    for node in ast.walk(tree):
        value = getattr(node, "value", None) if hasattr(node, "value") else getattr(node, "s", None)
        if isinstance(value, str) and 0 < len(value) < 256 and "\n" not in value:
            name = value.strip("/")
            if name and all(step not in ("", ".", "..") for step in name.split("/")) and name not in found:
                found.append(name)
    return found[:MOST_NAMES]
