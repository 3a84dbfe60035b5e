"""Put the recording compiler before the real ones in PATH, under each of their names."""

import os
import re
from pathlib import Path
from typing import Iterator, Mapping

# The names that build systems call; a number is a version of the same.
NAMES = re.compile(
    r"(?:x86_64-linux-gnu-|x86_64-pc-linux-gnu-)?(?:cc|c\+\+|gcc|g\+\+|gfortran|clang|clang\+\+|c89|c99)(?:-\d+(?:\.\d+)*)?"
)
# Nearly all that a build asks of a compiler is none of ours, and must not wait for a Python to start.
SCRIPT = """#!/bin/sh
for word; do
    case $word in
    -shared | *,-shared | *,-shared,* | @*) exec {python} -E -s -S -B {recorder} {compiler} "$@" ;;
    esac
done
exec {compiler} "$@"
"""


def install(folder: Path, recorder: Path, environment: Mapping[str, str]) -> None:
    """Fill ``folder``, which then goes first in PATH. The compiler is called by its full path, by which it finds its
    own parts."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in sorted(compilers(environment["PATH"])):
        script = folder / name
        script.write_text(SCRIPT.format(python="/usr/bin/python3", recorder=recorder, compiler=path), encoding="utf-8")
        script.chmod(0o755)


def compilers(path: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for folder in path.split(":"):
        for entry in sorted(Path(folder).glob("*")) if folder else ():
            if NAMES.fullmatch(entry.name) and entry.name not in seen and os.access(entry, os.X_OK):
                seen.add(entry.name)
                yield entry.name, str(entry)
