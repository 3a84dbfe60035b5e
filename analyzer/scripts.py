"""Console scripts: the programs in bin folders that this interpreter runs."""

from typing import Dict, Iterator, List

import entrypoint
from findings import Findings
from image import Image
from interpreter import NAME, Interpreter

WHY = "a console script"


def find(image: Image, interpreter: Interpreter, folders: List[str], env: Dict[str, str]) -> Iterator[str]:
    """Scripts whose first lines start this interpreter, in the folders' order."""
    for folder in folders:
        for name in image.names(folder):
            path = folder + "/" + name
            if (
                image.is_file(path)
                and may_be_ours(name, image.read(path, 512) or b"")
                and starts(image, interpreter, path, env)
            ):
                yield path


def may_be_ours(name: str, start: bytes) -> bool:
    """A cheap look, because most of /usr/bin is not: python in the #! line; a shell that at once becomes
    python, as installers write it where that line would be too long; a script in python's place."""
    first, _, rest = start.partition(b"\n")
    becomes = rest.startswith((b"'''exec'", b'"exec"', b"'exec'"))
    return first.startswith(b"#!") and (b"python" in first or becomes or bool(NAME.match(name)))


def starts(image: Image, interpreter: Interpreter, path: str, env: Dict[str, str]) -> bool:
    # Findings about scripts that nobody named would only be noise.
    found = entrypoint.resolve(image, interpreter, [path], "/", env, Findings())
    return bool(found.calls)
