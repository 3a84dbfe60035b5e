"""Reduce a patch to the files of some folders, so that only those have to be unpacked."""

import re
from typing import Iterator, List, Sequence


def only_folders(patch: str, folders: Sequence[str]) -> str:
    """Return the parts of a unified diff that change files below ``folders`` (paths with one leading part)."""
    return "".join(part for part in split_files(patch) if touches(part, folders))


def split_files(patch: str) -> Iterator[str]:
    """Yield the diff of each file, without the text between them."""
    lines = patch.splitlines(keepends=True)
    part: List[str] = []
    old = new = 0
    for position, line in enumerate(lines):
        hunk = re.match(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@", line)
        if old > 0 or new > 0:
            old -= not line.startswith(("+", "\\"))
            new -= not line.startswith(("-", "\\"))
            part.append(line)
        elif hunk and part:
            old, new = (int(count) if count is not None else 1 for count in hunk.groups())
            part.append(line)
        elif line.startswith("--- ") and lines[position + 1 : position + 2] and lines[position + 1].startswith("+++ "):
            if part:
                yield "".join(part)
            part = [line, lines[position + 1]]
        elif line.startswith("\\") and part:
            part.append(line)
    if part:
        yield "".join(part)


def touches(part: str, folders: Sequence[str]) -> bool:
    """Tell by its two names whether a file's diff is for a file below one of ``folders``."""
    names = [line.split()[1] for line in part.splitlines()[:2]]
    return any(name.split("/", 1)[-1].startswith(tuple(f"{folder}/" for folder in folders)) for name in names)
