"""Where names of a source are bound, for folding to look up what they may be."""

import ast
from typing import Dict, List, NamedTuple, Optional, Tuple

# A step into what is unpacked: a position, or each member in turn.
EACH = -1


class Function(NamedTuple):
    """A function of the file: calls of it give its parameters values."""

    name: str
    owner: str
    arguments: ast.arguments
    inner: "Scope"
    outer: "Scope"
    is_static: bool


class Binding(NamedTuple):
    """One of the things that a name is bound to.

    ``kind`` is "value" (``node``, stepped into by ``path``), "parameter" (``text`` of ``function``),
    "import" (``text`` is what is imported), or "unknown".
    """

    kind: str
    scope: "Scope"
    node: Optional[ast.expr]
    path: Tuple[int, ...]
    text: str
    function: Optional[Function]


class Scope:
    """A function, a class or the module; comprehensions count as their surroundings."""

    __slots__ = ("is_class", "names", "narrowed", "owner", "parent", "returns", "yields")

    def __init__(self, parent: Optional["Scope"], owner: str = "") -> None:
        self.parent = parent
        self.is_class = bool(owner)
        # A class's own name.
        self.owner = owner
        self.names: Dict[str, List[Binding]] = {}
        # What a test around says that a name is, in its body alone.
        self.narrowed: Dict[str, Binding] = {}
        self.returns: List[ast.expr] = []
        self.yields: List[ast.expr] = []

    def find(self, name: str) -> Tuple[Optional["Scope"], List[Binding]]:
        """The scope that a name is of, as Python looks it up, and all that it is bound to there."""
        scope: Optional[Scope] = self
        while scope is not None:
            if name in scope.narrowed:
                return scope, [scope.narrowed[name]]
            if name in scope.names and (scope is self or not scope.is_class):
                return scope, scope.names[name]
            scope = scope.parent
        return None, []

    def add(self, name: str, binding: Binding) -> None:
        self.narrowed.pop(name, None)
        self.names.setdefault(name, []).append(binding)

    def narrow(self, name: str, node: ast.expr, path: Tuple[int, ...]) -> "Scope":
        """The same scope where a name is one of what an expression gives."""
        inner = Scope(self.parent, self.owner)
        inner.names, inner.returns, inner.yields = self.names, self.returns, self.yields
        inner.narrowed = dict(self.narrowed)
        inner.narrowed[name] = Binding("value", self, node, path, "", None)
        return inner


def value(scope: Scope, node: ast.expr, path: Tuple[int, ...] = ()) -> Binding:
    return Binding("value", scope, node, path, "", None)


def imported(scope: Scope, name: str) -> Binding:
    return Binding("import", scope, None, (), name, None)


def unknown(scope: Scope) -> Binding:
    return Binding("unknown", scope, None, (), "", None)


def parameter(scope: Scope, name: str, function: Function) -> Binding:
    return Binding("parameter", scope, None, (), name, function)
