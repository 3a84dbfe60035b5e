"""What is taken of all entry points."""

import ast
from typing import Iterator, Tuple

from reach.calls import GROUPS_OF_ALL
from reach.folding import Folding
from reach.given import Found
from reach.nodes import index_of, last_name
from reach.records import Use
from reach.syntax import Spot
from reach.values import Reference, pattern_of


def selections(folding: Folding, found: Found) -> None:
    """``entry_points()`` is all of them, unless everything that is taken from it is by a group."""
    by_name = False
    for spot, holder in chosen_from(folding):
        if Reference(GROUPS_OF_ALL) not in folding.values(holder, spot.scope):
            continue
        by_name = by_name or isinstance(holder, ast.Name)
        for part in ast.walk(holder):
            found.unselected.pop(id(part), None)
        if isinstance(spot.node, ast.Call) and last_name(spot.node.func) == "select":
            continue
        index = spot.node.args[0] if isinstance(spot.node, ast.Call) else index_of(spot.node)
        for value in folding.values(index, spot.scope):
            found.uses.append(Use("group", pattern_of(value), spot.node.lineno))
    if not by_name:
        found.uses.extend(Use("group", "*", line) for line in found.unselected.values())


def chosen_from(folding: Folding) -> Iterator[Tuple[Spot, ast.expr]]:
    if "entry_points" not in folding.callers:
        return
    for spot in folding.syntax.calls:
        func = spot.node.func
        is_method = isinstance(func, ast.Attribute) and func.attr in ("get", "select")
        if is_method and (spot.node.args or spot.node.keywords):
            yield spot, func.value
    for spot in folding.syntax.subscripts:
        yield spot, spot.node.value
