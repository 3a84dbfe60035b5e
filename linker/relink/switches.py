"""Variables of the environment by which a source is told to compile what it leaves as Python otherwise.

Its wheels were built with them, and nothing in a wheel says so: the source names them itself.
"""

import re
from pathlib import Path
from typing import Iterator, NamedTuple, Sequence

from sources import normalize

# Beside a verb, so that USE_CYTHON is meant and NO_EXTENSIONS is not; what it is about may stand in between.
VERB = r"(?:[A-Z0-9]+_)*(?:USE|WITH|FORCE|REQUIRE|ENABLE|BUILD)_"
NAME = VERB + r"(?:(?!NO_)[A-Z0-9]+_)*?(?:CYTHON|MYPYC|CEXT|EXT|EXTENSIONS?)"
ASKED = re.compile(rf"""(?:getenv\(|environ(?:\.get\(|\[))\s*["']({NAME})["']""")
# What compiles: it is a requirement only where the variable is set, which no pyproject.toml can say.
COMPILERS = {"CYTHON": "Cython", "MYPYC": "mypy"}


class Switches(NamedTuple):
    """Variables to set to 1, and what the build needs then."""

    names: Sequence[str]
    requires: Sequence[str]


def read(folder: Path, paths: Sequence[str], required: Sequence[str]) -> Switches:
    """Look through setup.py and the build backends that the source brings; ``required`` it says itself."""
    text = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in scripts(folder, paths))
    names = sorted(set(ASKED.findall(text)))
    known = {normalize(re.split(r"[\s<>=!~;\[(]", one.strip(), maxsplit=1)[0]) for one in required}
    wanted = {COMPILERS[name.rpartition("_")[2]] for name in names if name.rpartition("_")[2] in COMPILERS}
    return Switches(names, [requirement(one, text) for one in sorted(wanted) if normalize(one) not in known])


def scripts(folder: Path, paths: Sequence[str]) -> Iterator[Path]:
    root = folder.resolve()
    for name in ("setup.py", *paths):
        path = (folder / name).resolve()
        if path == root or root in path.parents:
            yield from sorted(path.glob("*.py")) if path.is_dir() else [path] if path.is_file() else []


def requirement(tool: str, text: str) -> str:
    """As the source writes it somewhere, with its versions."""
    written = re.findall(rf"""["']({tool}\s*[<>=!~][^"']*)["']""", text, re.IGNORECASE)
    return written[-1] if written else tool
