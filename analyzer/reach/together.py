"""Names and paths that are put together by operators and methods."""

import ast
import re
from typing import Any, Iterator, List, Set, Tuple

from reach import texts
from reach.calls import MAKERS
from reach.expressions import PIECE
from reach.folding import Folding
from reach.given import Found
from reach.nodes import CONSTANT, OLD, last_name
from reach.records import Computed, Use
from reach.syntax import Spot
from reach.values import BESIDE, FOLDER_OF, HOLE, is_path, path_shown, pattern_of

# Modules without which nothing is divided by "/" but numbers.
PATH_MODULES = {"path", "posixpath", "ntpath", "osp", "op"}
PATHS = {"pathlib", "Path", "resources", "importlib_resources", "pathlib2", "path"}
# A text with a hole that could be a module of a known package.
PREFIXED = re.compile(r"(?:\.+|\.*%s\.)[\w.*]*\*[\w.*]*$" % texts.NAME)


def put_together(folding: Folding, found: Found) -> Iterator[Tuple[str, int]]:
    """Names and paths made by operators and by calls; the parts of a path are no paths of their own."""
    has_paths = any(PATHS.intersection(one.names + tuple(one.name.split("."))) for one in folding.syntax.imports)
    inside: Set[int] = set()
    paths: List[Tuple[Any, str]] = []
    for spot in makers(folding) + folding.syntax.joined:
        node = spot.node
        if node.__class__ is ast.BinOp and node.op.__class__ is ast.Div and not has_paths:
            continue
        for value in folding.values(node, spot.scope):
            if is_path(value):
                paths.append((node, value))
                if id(node) not in inside:
                    inside.update(id(part) for part in ast.walk(node) if part is not node)
            elif isinstance(value, str) and value != HOLE:
                yield from name_made(value, node.lineno, found)
    for value, node in folding.syntax.paths:
        if id(node) not in inside:
            found.uses.append(Use("path", value, node.lineno))
    for node, value in paths:
        if id(node) not in inside and value != BESIDE + "/" + folding.file_name:
            path_used(value, node.lineno, found)


def makers(folding: Folding) -> List[Spot]:
    """Calls that give paths, and methods of constants that make names."""
    found: List[Spot] = []
    for spot in folding.syntax.calls:
        func = spot.node.func
        name = last_name(func)
        if name not in MAKERS:
            continue
        holder: Any = getattr(func, "value", None)
        if holder.__class__ is CONSTANT:
            text = holder.s if OLD else holder.value
            if text.__class__ is str and ("." in text or "/" in text) and PIECE.issuperset(text):
                found.append(spot)
        elif name not in ("join", "format") or holder is None or last_name(holder) in PATH_MODULES:
            found.append(spot)
    return found


def name_made(value: str, line: int, found: Found) -> Iterator[Tuple[str, int]]:
    pattern = pattern_of(value)
    if "*" not in pattern:
        yield from ((name, line) for name in texts.names_of(pattern))
    elif PREFIXED.match(pattern) and "*" not in value:
        found.computed.append(Computed(pattern, line, "text"))


def path_used(value: str, line: int, found: Found) -> None:
    if value[0] == FOLDER_OF:
        package = pattern_of(value[1:].partition("/")[0])
        found.uses.append(Use("resource", package, line))
        return
    shown = path_shown(value)
    # The folder of the file itself, and those above, are where paths begin.
    if shown and shown.strip("./"):
        found.uses.append(Use("path", shown, line))
