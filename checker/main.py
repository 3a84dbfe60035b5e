"""The checker's first file. ``source`` has the source image do what is asked and writes down what it did; ``result``
has the Kontain image do the same, and compares.

In the result it runs by the source's interpreter out of what ``source`` carried over: see carry.py."""

import sys

import result
import source

BASE = "/.faktory"


def main() -> int:
    side = sys.argv[1:2]
    if side == ["source"]:
        return source.run(BASE)
    if side == ["result"]:
        return result.run(BASE)
    return 2


if __name__ == "__main__":
    sys.exit(main())
