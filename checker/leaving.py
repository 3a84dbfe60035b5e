"""What DROP left out: the user's own wish, which the default check does not hold against the result."""

import re
from typing import List, Optional

from patterns import begins, path_pattern, segments


def dropped_by(patterns: List[str], module: str, path: str) -> Optional[str]:
    """The pattern of DROP that leaves a module or a path out."""
    for pattern in patterns:
        if pattern.startswith("/"):
            if path and re.match(path_pattern(pattern), path):
                return pattern
        elif module and begins(module.split("."), segments(pattern)):
            return pattern
    return None
