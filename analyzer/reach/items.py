"""What attributes and subscripts of values give."""

import itertools
from typing import Callable, Dict, Iterator, Tuple

from reach.values import BESIDE, HOLE, PACKAGE, Reference, Table, Value, Values, folder, is_members

MODULES = Reference("sys.modules")
# A script's own file, and its folder.
SPECIAL: Dict[Tuple[str, Value], Values] = {
    ("os.environ", "HOME"): ("~",),
    ("sys.argv", 0): (BESIDE + "/" + HOLE, HOLE),
    ("sys.path", 0): (BESIDE, HOLE),
}


def item(value: Value, keys: Values) -> Iterator[Value]:
    """``value[key]`` for each key."""
    if isinstance(value, Table):
        exact = [inner for key, inner in value.items if key in keys and key != HOLE]
        yield from exact if exact and HOLE not in keys else (inner for _, inner in value.items)
        return
    if value == MODULES:
        yield from (Reference(key) if is_known(key) else HOLE for key in keys)
        return
    if not is_members(value):
        yield from SPECIAL.get((getattr(value, "name", ""), keys[0]), (HOLE,))
        return
    for key in keys:
        if isinstance(key, int) and -len(value) <= key < len(value):
            yield value[key]
        else:
            yield from value


def is_known(name: Value) -> bool:
    return isinstance(name, str) and bool(name) and HOLE not in name and PACKAGE not in name


def stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return HOLE if HOLE in name else name.rpartition(".")[0] or name


def above(path: str) -> Iterator[str]:
    while True:
        path = folder(path)
        yield path


PATH_ATTRIBUTES: Dict[str, Callable[[str], Value]] = {
    "parent": folder,
    "parents": lambda path: tuple(itertools.islice(above(path), 6)),
    "name": lambda path: path.rpartition("/")[2],
    "stem": stem,
}
