"""What of an unpacked source goes to the tests' folder."""

import shutil
from pathlib import Path


def copy_parts(root: Path, paths: list[str], folder: Path) -> None:
    """Each path is FROM or FROM:TO: "src/a/tests:a" is put to "a", "tests" to "tests"."""
    for path in paths:
        origin, _, target = path.partition(":")
        copy(root / origin, folder / (target or origin))


def copy(origin: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if origin.is_dir():
        shutil.copytree(origin, target, symlinks=True, dirs_exist_ok=True)
    else:
        shutil.copyfile(origin, target)
