"""What the source has and the result lacks, told from the words of a program that failed for it."""

import importlib.machinery
import os
import re
from typing import Dict, Iterator, List, NamedTuple, Set, Tuple

from request import Request

# The build step's own, and what no image holds.
ELSEWHERE = ("/.faktory", "/dev", "/proc", "/sys")
MOST_FOUND = 12
# A name that stands at more places than these says nothing.
MOST_PLACES = 3

MODULES = (
    re.compile(r"No module named '?([A-Za-z_][\w.]*)'?"),
    re.compile(r"cannot import name '?(\w+)'? from '([\w.]+)'"),
)
LIBRARY = re.compile(r"([\w.+-]+\.so[\w.]*): cannot open shared object file")
PROGRAM = re.compile(r"(?:^|[\s:'\"])([\w.+-]+): (?:command )?not found", re.M)
QUOTED = re.compile(r"['\"]([^'\"\n]{1,4096})['\"]")
BARE = re.compile(r"(?<![\w./-])((?:/[\w.+@-]+)+|[\w+@-]+(?:/[\w.+@-]+)*\.\w{1,8})")


class Missing(NamedTuple):
    """One thing, and the KEEP line's word that brings it."""

    word: str
    path: str


class Index:
    """The paths that the source has and no layer keeps, by their folders."""

    def __init__(self, folders: Dict[str, Set[str]]) -> None:
        self.folders = folders

    def has(self, path: str) -> bool:
        folder, _, name = path.rstrip("/").rpartition("/")
        return name in self.folders.get(folder or "/", ()) or self.is_below(path)

    def is_below(self, path: str) -> bool:
        """Whether a folder above is gone as a whole, and the path was in it: then both are in the index."""
        return path in self.folders

    def ending(self, tail: str) -> List[str]:
        """The paths that end in ``tail``, at whole names."""
        folder, slash, name = tail.rpartition("/")
        end = "/" + folder if slash else ""
        return sorted(
            at.rstrip("/") + "/" + name for at, names in self.folders.items() if name in names and at.endswith(end)
        )


def write_index(base: str, top: str, layers: Tuple[str, ...]) -> None:
    """Leave the index for the result's side: a line each folder."""
    trees = ["%s/kept/%s" % (base, layer) for layer in layers]
    with open(base + "/out/missing", "w", encoding="utf-8", errors="surrogateescape") as file:
        for folder, names in walk(top, trees):
            file.write("\0".join([folder] + names) + "\n")


def walk(top: str, trees: List[str]) -> Iterator[Tuple[str, List[str]]]:
    for folder, below, files in os.walk(top):
        below[:] = sorted(name for name in below if os.path.join(folder, name) not in ELSEWHERE)
        kept: Set[str] = set()
        for tree in trees:
            try:
                kept.update(os.listdir(tree + folder))
            except OSError:
                continue
        names = sorted(name for name in set(files + below) - kept if "\n" not in name)
        if names:
            yield folder, names


def read_index(base: str) -> Index:
    folders: Dict[str, Set[str]] = {}
    with open(base + "/run/missing", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        for line in file:
            folder, *names = line.rstrip("\n").split("\0")
            folders[folder] = set(names)
    return Index(folders)


def find(index: Index, asked: Request, folders: List[str], text: str) -> List[Missing]:
    """What a failing program's words name, where the source has it and the result does not. ``folders``: the search
    path's, as they really are in the source, whose links the result may lack."""
    found: List[Missing] = []
    for module in modules_in(text):
        found.extend(module_missing(index, folders, module))
    for path in paths_in(index, text, asked, folders):
        found.append(Missing(path, path))
    unique = {missing.path: missing for missing in reversed(found) if not os.path.lexists(missing.path)}
    return list(reversed(list(unique.values())))[:MOST_FOUND]


def modules_in(text: str) -> Iterator[str]:
    for match in MODULES[0].finditer(text):
        yield match.group(1).rstrip(".")
    for match in MODULES[1].finditer(text):
        yield match.group(2) + "." + match.group(1)


def module_missing(index: Index, folders: List[str], module: str) -> Iterator[Missing]:
    stem = module.replace(".", "/")
    for folder in folders:
        base = folder.rstrip("/") + "/" + stem
        for ending in ["/__init__" + s for s in SUFFIXES] + SUFFIXES + [""]:
            if index.has(base + ending):
                yield Missing(module, base + ending)
                return


def paths_in(index: Index, text: str, asked: Request, folders: List[str]) -> Iterator[str]:
    for match in LIBRARY.finditer(text):
        yield from few(index.ending(match.group(1)))
    for match in PROGRAM.finditer(text):
        yield from programs(index, match.group(1), asked.config.env.get("PATH", ""))
    near = [asked.config.workdir] + folders
    for pattern in (QUOTED, BARE):
        for match in pattern.finditer(text):
            name = match.group(1)
            if name.startswith("/"):
                path = os.path.normpath(name)
                if index.has(path):
                    yield path
            elif "." in name or "/" in name:
                yield from few(nearest(index.ending(name), near))


def nearest(paths: List[str], folders: List[str]) -> List[str]:
    """Those in the program's own folders, where there are any: other software has an index.html too."""
    return [p for p in paths if any(p.startswith(f.rstrip("/") + "/") for f in folders if f not in ("", "/"))] or paths


def programs(index: Index, name: str, env_path: str) -> Iterator[str]:
    for folder in env_path.split(":"):
        path = folder.rstrip("/") + "/" + name
        if index.has(path):
            yield path
            return


def few(paths: List[str]) -> List[str]:
    return paths if len(paths) <= MOST_PLACES else []


SUFFIXES = list(importlib.machinery.all_suffixes())
