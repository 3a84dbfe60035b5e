"""The lock files of the application: the hashes that its releases are pinned to."""

import os
import re
from typing import Dict, Iterator, List, Set

import locked
from gather import LEFT_OVERS, Source
from image import contains

NAME = re.compile(r"requirements[^/]*\.txt\Z|Pipfile\.lock\Z|(?:poetry|uv|pdm)\.lock\Z|pylock(?:\.[^./]+)?\.toml\Z")
LARGEST = 1 << 22
MOST_FILES = 64
# Of an application's folders, the nearest first: lock files stand at the top of a project.
MOST_FOLDERS = 4096


def hashes(source: Source, wanted: Dict[str, str]) -> Dict[str, List[str]]:
    """Of the distributions with these versions by keys, all that any file lists for just that version."""
    found: Dict[str, Set[str]] = {}
    for path in find(source) if wanted else ():
        data = source.image.read(path, LARGEST + 1) or b""
        if len(data) > LARGEST:
            continue
        for each in locked.read(path.rpartition("/")[2], data.decode("utf-8", "replace")):
            if each.hashes and each.key in wanted and spelled(each.version) == spelled(wanted[each.key]):
                found.setdefault(each.key, set()).update(each.hashes)
    return {key: sorted(found[key]) for key in sorted(found)}


def spelled(version: str) -> str:
    """One spelling of PEP 440's several for the same release: V1.02.0 is 1.2."""
    text = re.sub(r"(?<![0-9A-Za-z])0+(?=\d)", "", version.strip().lower().lstrip("v"))
    release, plus, local = text.partition("+")
    return re.sub(r"(?:\.0)+\Z", "", release) + plus + local


def find(source: Source) -> List[str]:
    """In the application's folders, and in WORKDIR where that is none: there, not below it."""
    folders = [folder for folder in source.layout.folders if folder.layer == "app"]
    without = {path for folder in folders for path in source.layout.inside(folder)}
    found: List[str] = []
    workdir = source.image.real(source.program.cwd)
    if not any(contains(folder.path, workdir) for folder in folders):
        found += lock_files(source, workdir)
    todo = [folder.path for folder in folders]
    for count, folder in enumerate(todo):
        if count >= MOST_FOLDERS or len(found) >= MOST_FILES:
            break
        found += lock_files(source, folder)
        todo += [path for path in subfolders(source, folder) if path not in without]
    return found[:MOST_FILES]


def lock_files(source: Source, folder: str) -> Iterator[str]:
    for name in source.image.names(folder):
        path = folder.rstrip("/") + "/" + name
        if NAME.match(name) and source.image.is_file(path) and not source.image.is_hidden(path):
            yield path


def subfolders(source: Source, folder: str) -> List[str]:
    try:
        with os.scandir(source.image.host(folder)) as entries:
            names = [each.name for each in entries if each.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    paths = (folder.rstrip("/") + "/" + name for name in sorted(names) if name not in LEFT_OVERS)
    return [path for path in paths if not source.image.is_hidden(path)]
