"""CPython's whole source, from the folder that the build mounted: a tree, or a tarball of one."""

import hashlib
import lzma
import re
import shutil
import tarfile
import zlib
from pathlib import Path
from typing import Mapping, NamedTuple, Optional

from commands import StepError, fail

VERSION_FILE = "Include/patchlevel.h"

# A tenth of the files and half of the bytes: what neither the compilation nor the check of a link reads.
UNUSED = re.compile(r"(Doc|Mac/Icons|Misc/NEWS\.d|PCbuild|Lib/(.*/)?(tests?|idlelib|lib2to3|turtledemo|ensurepip))/")


class Tree(NamedTuple):
    """An unpacked source; ``source`` says for toolchain.json where it is from."""

    root: Path
    source: Mapping[str, str]


def unpack_tree(mounted: Path, target: Path) -> Tree:
    """Leave the source that is in or below ``mounted`` in ``target``."""
    if (mounted / VERSION_FILE).is_file():
        copy_tree(mounted, target)
        return Tree(target, {"name": "folder"})
    tarballs = sorted(path for path in (mounted.iterdir() if mounted.is_dir() else ()) if is_tarball(path))
    if len(tarballs) != 1:
        has = ", ".join(path.name for path in tarballs) or "neither"
        raise StepError(
            "toolchain-not-found",
            f"the named context cpython must hold CPython's source tree or one tarball of it; it has {has}",
        )
    unpack(tarballs[0], target)
    return Tree(target, {"name": tarballs[0].name, "sha256": digest(tarballs[0])})


def is_tarball(path: Path) -> bool:
    return path.is_file() and re.search(r"\.(tar(\.(gz|xz|bz2))?|tgz|txz)$", path.name) is not None


def copy_tree(mounted: Path, target: Path) -> None:
    """Copy with the times: make must not find a generated file older than what it is generated from."""
    ignored = shutil.ignore_patterns(".git", ".hg", "__pycache__", "*.o", "*.a")
    try:
        shutil.copytree(mounted, target, symlinks=True, ignore=ignored)
    except (OSError, shutil.Error) as error:
        fail(f"the named context cpython could not be copied: {error}")


def unpack(tarball: Path, target: Path) -> None:
    """Unpack the files that the build reads, below the tarball's one folder."""
    try:
        with tarfile.open(tarball) as archive:
            for member in archive:
                path = "/".join(member.name.removeprefix("./").split("/")[1:])
                if member.isreg() and path and ".." not in path.split("/") and UNUSED.match(path) is None:
                    member.name = path
                    archive.extract(member, target, set_attrs=True)
    except (OSError, EOFError, tarfile.TarError, lzma.LZMAError, zlib.error) as error:
        fail(f"{tarball.name} could not be unpacked: {error}")
    if not (target / VERSION_FILE).is_file():
        raise StepError(
            "toolchain-not-found", f"{tarball.name} of the named context cpython has no {VERSION_FILE}: not CPython"
        )


def digest(path: Path) -> str:
    with path.open("rb") as file:
        found = hashlib.sha256()
        for block in iter(lambda: file.read(1 << 20), b""):
            found.update(block)
    return found.hexdigest()


def read_version(root: Path) -> Optional[str]:
    """Return PY_VERSION as the source has it: 3.13.5, 3.14.0rc1, 3.13.5+ between two releases."""
    text = (root / VERSION_FILE).read_text(encoding="utf-8", errors="replace")
    found = re.search(r'^#define PY_VERSION\s+"([^"]+)"', text, re.MULTILINE)
    return found.group(1) if found else None


def check_version(root: Path, wanted: str) -> None:
    """Refuse another X.Y.Z: its standard library, frozen modules and C modules belong to no other interpreter."""
    found = read_version(root)
    if found != wanted:
        raise StepError(
            "toolchain-not-found",
            f"the named context cpython is Python {found or 'of an unknown version'}, "
            f"the image's interpreter is Python {wanted}",
        )
