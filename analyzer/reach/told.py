"""By which of its names a file is told what to import: the functions and classes that import what they are given."""

import ast
from bisect import bisect_right
from typing import Any, Iterator, List, Set, Tuple

from reach.calls import IMPORTERS
from reach.folding import Folding
from reach.given import Found
from reach.records import MOST_RECORDS, Wrapped
from reach.references import renamed
from reach.scopes import Scope
from reach.values import PACKAGE, Reference

MOST_STEPS = 8
OF_IMPORTERS = frozenset(name.rpartition(".")[2] for name in IMPORTERS)
# What the calls of most files are of.
KNOWN_WELL = ("builtins.", "os.", "sys.", "logging.", "re.", "json.", "typing.")


def told(tree: ast.Module, folding: Folding, found: Found) -> Tuple[str, ...]:
    """The top-level names under which a name that nothing is known of is imported, through calls in the file too."""
    lines = [one.line for one in found.computed if one.what != "text" and not one.pattern.strip("*.")]
    starts = [node.lineno for node in tree.body]
    names = {name for line in lines for name in named_at(tree, starts, line)}
    todo = set(names)
    for _ in range(MOST_STEPS):
        called = {node.lineno for name in todo for node, _ in folding.callers.get(name, ())}
        called.update(line for name in todo for line in methods_called(folding, name))
        todo = {name for line in called for name in named_at(tree, starts, line)} - names
        names |= todo
    renamed = {new for new, olds in folding.syntax.renames.items() if not names.isdisjoint(olds)}
    return tuple(sorted(names.union(renamed, other_names(folding))))


def other_names(folding: Folding) -> Iterator[str]:
    """What the file calls an importing function of the standard library."""
    for name, bindings in folding.syntax.module.names.items():
        if name in folding.aliases or name in OF_IMPORTERS:
            for value in (value for binding in bindings for value in folding.binding(binding, 0)):
                if isinstance(value, Reference) and renamed(value.name) in IMPORTERS:
                    yield name


def wrapped(tree: ast.Module, folding: Folding) -> Tuple[Wrapped, ...]:
    """The calls of others' functions that hand on what a function of the file is given, or the package's name."""
    starts = [node.lineno for node in tree.body]
    own = {"__package__", "__name__"} if folding.own_name == PACKAGE else {"__package__"}
    found: Set[Wrapped] = set()
    for node, scope, _ in folding.syntax.calls:
        arguments = node.args[:1] + [keyword.value for keyword in node.keywords]
        is_own = any(part.__class__ is ast.Name and part.id in own for part in arguments)
        if is_own or any(is_given(part, scope) for part in arguments):
            for value in folding.values(node.func, scope):
                if isinstance(value, Reference) and not value.name.startswith(KNOWN_WELL):
                    names = {""} if is_own else named_at(tree, starts, node.lineno)
                    found.update(Wrapped(value.name, name) for name in names)
    return tuple(sorted(found))[:MOST_RECORDS]


def is_given(node: Any, scope: Scope) -> bool:
    """Whether an argument is a parameter of the function around."""
    return node.__class__ is ast.Name and any(binding.kind == "parameter" for binding in scope.find(node.id)[1])


def named_at(tree: ast.Module, starts: List[int], line: int) -> Set[str]:
    """What the top-level statement of a line binds: a function or a class, else maybe anything."""
    at = bisect_right(starts, line) - 1
    node = tree.body[at] if at >= 0 else None
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)} or {"*"}
    return {"*"}


def methods_called(folding: Folding, owner: str) -> List[int]:
    """Where methods of a class may be called."""
    methods = [name for name, every in folding.syntax.functions.items() if any(one.owner == owner for one in every)]
    return [node.lineno for name in methods for node, _ in folding.callers.get(name, ())]
