"""Console scripts: the programs in bin folders that this interpreter runs."""

from typing import Dict, Iterator, List

import entrypoint
from findings import Findings
from image import Image
from interpreter import Interpreter


def find(image: Image, interpreter: Interpreter, folders: List[str], env: Dict[str, str]) -> Iterator[str]:
    """Scripts whose first lines start this interpreter, in the folders' order."""
    for folder in folders:
        for name in image.names(folder):
            path = folder + "/" + name
            if (
                image.is_file(path)
                and may_be_ours(image.read(path, 512) or b"")
                and starts(image, interpreter, path, env)
            ):
                yield path


def may_be_ours(start: bytes) -> bool:
    """A cheap look, because most of /usr/bin is not: python in the #! line, or the form of installers
    for paths too long for one, a shell that at once becomes python."""
    first, _, rest = start.partition(b"\n")
    return first.startswith(b"#!") and (b"python" in first or rest.startswith(b"'''exec'"))


def starts(image: Image, interpreter: Interpreter, path: str, env: Dict[str, str]) -> bool:
    # Findings about scripts that nobody named would only be noise.
    found = entrypoint.resolve(image, interpreter, [path], "/", env, Findings())
    return bool(found.calls)
