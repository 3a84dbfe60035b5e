"""What lock files say: the hashes of each release's files. Read by lines, since the TOML of these files is written by
programs, and no python before 3.11 has a reader of it."""

import json
import re
from typing import Any, Dict, Iterator, List, NamedTuple, Set, Tuple, cast

from reach.distributions import key

PINNED = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*===?\s*([^\s;,#]+)")
OPTION = re.compile(r"--hash[=\s]\s*[\"']?sha256:([0-9A-Fa-f]{64})(?![0-9A-Fa-f])")
COMMENT = re.compile(r"(?:^|\s+)#.*$")
HASH = re.compile(r"\bsha256(?::|\s*=\s*[\"'])([0-9A-Fa-f]{64})(?![0-9A-Fa-f])")
HEADER = re.compile(r"\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
PAIR = re.compile(r"(name|version)\s*=\s*[\"']([^\"']*)[\"']")
# lxml = [, or "lxml 4.9.2" = [: the lists that poetry and pdm had before they put them into the packages' tables.
LIST = re.compile(r"(?:\"([^\"]+)\"|([A-Za-z0-9._-]+))\s*=\s*\[")
TABLES = ("package", "packages")
# The tables inside a package's own that are of its files; in others a dependency's hash may stand.
OF_FILES = frozenset(("archive", "files", "hashes", "sdist", "wheels"))


class Locked(NamedTuple):
    """One release in a lock file; ``hashes`` are of its files, as ``sha256:<hex>``."""

    key: str
    version: str
    hashes: Set[str]


def read(name: str, text: str) -> Iterator[Locked]:
    """By the file's name; what does not read as such a file has nothing."""
    if name.endswith(".txt"):
        yield from requirements(text)
    elif name == "Pipfile.lock":
        yield from pipfile(text)
    else:
        yield from tables(text)


def requirements(text: str) -> Iterator[Locked]:
    for line in whole_lines(text):
        pinned = PINNED.match(line)
        if pinned is not None:
            yield locked(pinned.group(1), pinned.group(2), OPTION.findall(line))


def whole_lines(text: str) -> Iterator[str]:
    """Lines that go on after a backslash as one, as pip joins them: a comment ends them."""
    parts: List[str] = []
    for line in text.splitlines():
        is_open = line.endswith("\\") and COMMENT.search(line) is None
        parts.append(COMMENT.sub("", line[:-1] if is_open else line))
        if not is_open:
            yield " ".join(parts)
            parts = []
    yield " ".join(parts)


def pipfile(text: str) -> Iterator[Locked]:
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError):
        return
    for section in mapping(document).values():
        for name, entry in mapping(section).items():
            version, hashes = mapping(entry).get("version"), mapping(entry).get("hashes")
            if isinstance(version, str) and isinstance(hashes, list):
                found = (HASH.match(each) for each in cast(List[Any], hashes) if isinstance(each, str))
                yield locked(name, version.lstrip("="), [match.group(1) for match in found if match])


def mapping(value: Any) -> Dict[str, Any]:
    return cast(Dict[str, Any], value) if isinstance(value, dict) else {}


class Table:
    """A package's table, as far as it is read."""

    def __init__(self) -> None:
        self.fields: Dict[str, str] = {}
        self.hashes: List[str] = []


def tables(text: str) -> Iterator[Locked]:
    """Of poetry.lock, uv.lock, pdm.lock and pylock.toml."""
    found, lists = split(text)
    for table in found:
        name, version = table.fields.get("name", ""), table.fields.get("version", "")
        if name and version:
            more = lists.get(key(name), []) + lists.get(key(name) + " " + version, [])
            yield locked(name, version, table.hashes + more)


def split(text: str) -> Tuple[List[Table], Dict[str, List[str]]]:
    """The packages' tables; and the hashes of the lists in the table metadata.files, by key or key and version."""
    found: List[Table] = []
    lists: Dict[str, List[str]] = {}
    name: List[str] = []
    current: List[str] = []
    for line in text.splitlines():
        header = HEADER.match(line)
        if header is not None:
            name = [part.strip() for part in header.group(1).split(".")]
            current = []
            if line.startswith("[[") and len(name) == 1 and name[0] in TABLES:
                found.append(Table())
        pair = PAIR.match(line)
        if found and name[0] in TABLES and (len(name) == 1 or name[-1] in OF_FILES):
            if pair is not None and len(name) == 1:
                found[-1].fields.setdefault(pair.group(1), pair.group(2))
            found[-1].hashes += HASH.findall(line)
        elif name == ["metadata", "files"]:
            listed = LIST.match(line)
            if listed is not None:
                current = lists.setdefault(list_key(listed.group(1) or listed.group(2)), [])
            current += HASH.findall(line)
    return found, lists


def list_key(text: str) -> str:
    """pdm's have extras and a version: lxml[html5] 4.9.2"""
    name, _, version = text.partition(" ")
    return (key(name.partition("[")[0]) + " " + version).strip()


def locked(name: str, version: str, hashes: List[str]) -> Locked:
    return Locked(key(name), version, {"sha256:" + each.lower() for each in hashes})
