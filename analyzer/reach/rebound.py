"""Assignments that change what imports find: of import folders, and of the module itself."""

import ast
from typing import Any, Tuple

from reach.folding import Folding
from reach.given import Found, Given
from reach.nodes import index_of, last_name
from reach.records import Computed, Use
from reach.searching import folders
from reach.syntax import Spot
from reach.values import BESIDE, HOLE, PACKAGE, Reference, pattern_of


def rebound(folding: Folding, found: Found) -> bool:
    """Assignments that change what imports find: of import folders, and of the module itself."""
    more = False
    for target, source, spot in folding.syntax.assigned:
        base: Any = target.value if isinstance(target, ast.Subscript) else target
        if last_name(base) in ("path", "__path__", "submodule_search_locations"):
            if last_name(base) != "path" or Reference("sys.path") in folding.values(base, spot.scope):
                given = Given(folding, found, spot.node, spot.scope, False, "__path__", [], {})
                folders(given, folding.values(source, spot.scope), True)
        elif isinstance(target, ast.Subscript):
            holder = folding.values(base, spot.scope) if last_name(base) == "modules" else ()
            if Reference("sys.modules") in holder and folding.own_name in keys_of(folding, target, spot):
                more = True
                lazy_maker(folding, source, spot, "sys.modules", found)
            more = more or last_name(getattr(base, "func", None)) in ("globals", "vars", "locals")
    for binding in folding.syntax.module.names.get("__getattr__", ()):
        if binding.kind == "value" and binding.node is not None:
            lazy_maker(folding, binding.node, Spot(binding.node, binding.scope, False), "__getattr__", found)
    for binding in folding.syntax.module.names.get("__path__", ()):
        if binding.kind == "value":
            given = Given(folding, found, binding.node, binding.scope, False, "__path__", [], {})
            folders(given, folding.values(binding.node, binding.scope), True)
    return more


def keys_of(folding: Folding, target: ast.Subscript, spot: Spot) -> Tuple[Any, ...]:
    return folding.values(index_of(target), spot.scope)


def lazy_maker(folding: Folding, source: ast.expr, spot: Spot, what: str, found: Found) -> None:
    """Another's function or class makes this module lazy: given the module's name, it imports from its package."""
    if not isinstance(source, ast.Call):
        return
    given = [value for part in source.args for value in folding.values(part, spot.scope)]
    given += [value for part in source.keywords for value in folding.values(part.value, spot.scope)]
    if any(isinstance(value, str) and value[:1] == PACKAGE for value in given):
        pattern = ".*" if folding.own_name == PACKAGE else pattern_of(folding.own_name + "." + HOLE)
        found.computed.append(Computed(pattern, spot.node.lineno, what))
    file = BESIDE + "/" + folding.file_name
    if file in given:
        found.uses.append(Use("path", "./%s.pyi" % folding.file_name.rpartition(".")[0], spot.node.lineno))
