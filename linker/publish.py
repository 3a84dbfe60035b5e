"""How a file of the result gets its place."""

import os
from pathlib import Path


def publish(path: Path, target: Path, mode: int) -> None:
    path.chmod(mode)
    os.utime(path, (0, 0))
    path.replace(target)
