"""Build a wheel of the source in this folder, as PEP 517 has it: wheel.py OUT BACKEND [BACKEND-PATH…].

The build's own interpreter runs it, which is as old as the image's.
"""

import importlib
import os
import sys
from typing import Any, Sequence


def main(out: str, backend: str, paths: Sequence[str]) -> None:
    sys.path[:1] = [os.path.join(os.getcwd(), path) for path in paths]
    name, _, attributes = backend.partition(":")
    found: Any = importlib.import_module(name)
    for attribute in attributes.split(".") if attributes else []:
        found = getattr(found, attribute)
    print(found.build_wheel(out, {}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
