"""The distributions that an image has, by their metadata: names, versions, and what they require."""

import os
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple

from markers import normalized

MOST_BYTES = 1 << 20


class Distribution(NamedTuple):
    """``path``: its metadata; ``tops``: the names by which its modules and packages are imported."""

    name: str
    version: str
    requires: List[str]
    path: str
    tops: List[str]


def installed(folders: List[str]) -> Dict[str, Distribution]:
    """By normalized names; the first of a name is the one that counts, as with imports."""
    found: Dict[str, Distribution] = {}
    for folder in folders:
        for path in metadata_in(folder):
            distribution = read(path)
            if distribution is not None:
                found.setdefault(distribution.name, distribution)
    return found


def metadata_in(folder: str) -> Iterator[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        if name.endswith((".dist-info", ".egg-info")):
            yield folder.rstrip("/") + "/" + name


def read(path: str) -> Optional[Distribution]:
    for file in (path + "/METADATA", path + "/PKG-INFO", path):
        text = text_of(file)
        if text is None:
            continue
        headers = list(fields(text))
        name = next((value for key, value in headers if key == "name"), "")
        version = next((value for key, value in headers if key == "version"), "")
        requires = [value for key, value in headers if key == "requires-dist"]
        if path.endswith(".egg-info"):
            requires += list(egg_requires(text_of(path + "/requires.txt") or ""))
        return Distribution(normalized(name), version, requires, path, top_levels(path)) if name else None
    return None


def top_levels(path: str) -> List[str]:
    """As top_level.txt says; many wheels have none, but every wheel has a list of its files."""
    text = text_of(path + "/top_level.txt")
    if text is not None:
        return sorted(set(text.split()))
    rows = (text_of(path + "/RECORD") or "").splitlines()
    names = {row.partition(",")[0].partition("/")[0].partition(".")[0] for row in rows}
    return sorted(name for name in names if name.isidentifier() and name != "__pycache__")


def text_of(path: str) -> Optional[str]:
    try:
        with open(path, "rb") as file:
            return file.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return None


def fields(text: str) -> Iterator[Tuple[str, str]]:
    """The headers, each with the lines that go on with it."""
    key, value = "", ""
    for line in text.splitlines():
        if not line.strip():
            break
        if line[0] in " \t":
            value += " " + line.strip()
            continue
        if key:
            yield key, value
        key, _, value = line.partition(":")
        key, value = key.strip().lower(), value.strip()
    if key:
        yield key, value


def egg_requires(text: str) -> Iterator[str]:
    """requires.txt: its sections are ``[extra:marker]``, of which those of an extra are nobody's duty."""
    extra, marker = "", ""
    for line in (each.strip() for each in text.splitlines()):
        if line.startswith("["):
            extra, _, marker = line.strip("[]").partition(":")
        elif line and not line.startswith("#") and not extra:
            yield line + (" ; " + marker if marker else "")
