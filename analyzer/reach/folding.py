"""What an expression may come to: constants, and what is made of them. All that is not known is a hole.

Nothing is certain to end here by itself: names are made of names. So every expression and name is computed once,
to a depth, for a number of steps, and to few values.
"""

import ast
import itertools
from functools import lru_cache
from typing import Any, Dict, FrozenSet, Iterable, Iterator, List, Optional, Set, Tuple

from reach.kinds import KINDS
from reach.references import CONSTANTS, renamed
from reach.scopes import EACH, Binding, Function, Scope
from reach.syntax import Syntax
from reach.values import (
    BESIDE,
    HOLE,
    MOST_MEMBERS,
    MOST_VALUES,
    PACKAGE,
    UNKNOWN,
    Reference,
    Table,
    Value,
    Values,
    distinct,
    is_members,
    members_of,
)

DEEPEST = 20
MOST_STEPS = 40000
MOST_CALLS = 64
GROWING = frozenset(("append", "add", "insert", "extend", "update", "setdefault"))
# What exists without an import.
BUILTINS = frozenset(
    "__import__ bytes classmethod compile dict enumerate eval exec filter frozenset getattr globals hasattr isinstance"
    " iter len list locals map max min next open print range repr reversed set sorted staticmethod str super tuple type"
    " vars zip".split()
)


class Folding:
    """A file's names and expressions, each computed once."""

    def __init__(self, syntax: Syntax, own_name: str, file_name: str, functions: FrozenSet[str]) -> None:
        self.syntax = syntax
        # What __name__ is, in terms of the file's package.
        self.own_name = own_name
        self.file_name = file_name
        self.steps = 0
        self.known: Dict[int, Values] = {}
        self.named: Dict[Tuple[int, str], Values] = {}
        self.callers: Dict[str, List[Tuple[ast.Call, Scope]]] = {}
        # What is added to a list or a table by its name.
        self.growing: Dict[str, List[Tuple[str, ast.Call, Scope]]] = {}
        for node, scope, _ in syntax.calls:
            func = node.func
            if func.__class__ is ast.Name:
                self.callers.setdefault(func.id, []).append((node, scope))
            elif func.__class__ is ast.Attribute:
                self.callers.setdefault(func.attr, []).append((node, scope))
                if func.attr in GROWING and func.value.__class__ is ast.Name and node.args:
                    self.growing.setdefault(func.value.id, []).append((func.attr, node, scope))

        self.functions = functions
        self.aliases = renamed_to(syntax.renames, last_names_of(functions))

    def values(self, node: Any, scope: Scope, depth: int = 0) -> Values:
        """All that an expression may be, as far as reading can tell; at least one, which may be a hole."""
        if node is None:
            return UNKNOWN
        if node.__class__ is ast.Name and depth <= DEEPEST:
            return self.name(node.id, scope, depth)
        key = id(node)
        found = self.known.get(key)
        if found is not None:
            return found
        self.steps += 1
        if depth > DEEPEST or self.steps > MOST_STEPS:
            return UNKNOWN
        compute = KINDS.get(node.__class__)
        if compute is None:
            return UNKNOWN
        # What a name is made of may be the name itself.
        self.known[key] = UNKNOWN
        found = distinct(compute(self, node, scope, depth + 1))
        self.known[key] = found
        return found

    def members(self, node: Optional[ast.AST], scope: Scope, depth: int = 0) -> Values:
        """All that iterating over an expression may give."""
        found = (one for value in self.values(node, scope, depth) for one in members_of(value))
        return distinct(found, MOST_MEMBERS)

    def texts(self, node: Optional[ast.AST], scope: Scope, depth: int = 0) -> List[str]:
        return [value for value in self.values(node, scope, depth) if isinstance(value, str)] or [HOLE]

    def name(self, name: str, scope: Scope, depth: int) -> Values:
        place, bindings = scope.find(name)
        if place is None:
            return self.free(name)
        key = (id(place), name)
        if key not in self.named:
            self.named[key] = UNKNOWN
            found: List[Value] = []
            for binding in bindings[:MOST_VALUES]:
                found.extend(self.binding(binding, depth))
            found.extend(self.additions(name, depth))
            self.named[key] = grown(distinct(found, MOST_MEMBERS))
        return self.named[key]

    def additions(self, name: str, depth: int) -> Iterator[Value]:
        """What the file puts into a table or a list after it is made."""
        for key, inner, scope in self.syntax.additions.get(name, ())[:MOST_MEMBERS]:
            keys = self.values(key, scope, depth)
            yield Table(tuple(itertools.product(keys, self.values(inner, scope, depth)))[:MOST_MEMBERS])
        for method, node, scope in self.growing.get(name, ())[:MOST_MEMBERS]:
            yield from self.added(method, node, scope, depth)

    def added(self, method: str, node: ast.Call, scope: Scope, depth: int) -> Iterator[Value]:
        last = self.values(node.args[-1], scope, depth)
        if method == "setdefault":
            yield Table(tuple(itertools.product(self.values(node.args[0], scope, depth), last)))
        elif method in ("extend", "update"):
            yield from (value for value in last if isinstance(value, Table) or is_members(value))
        else:
            yield last

    def free(self, name: str) -> Values:
        """What a name is that nothing in the file binds."""
        for star in self.syntax.stars:
            full = renamed("%s.%s" % (star, name))
            if full in self.functions:
                return (Reference(full),)
        if name == "__file__":
            return (BESIDE + "/" + self.file_name,)
        if name == "__name__":
            return (self.own_name,)
        if name == "__package__":
            return (PACKAGE,)
        if name == "__path__":
            return ((BESIDE,),)
        if name in ("__spec__", "__loader__"):
            return (Reference(name),)
        if name == "import_module":
            # A star import brought it.
            return (Reference("importlib.import_module"),)
        return (Reference("builtins." + name),) if name in BUILTINS else UNKNOWN

    def binding(self, binding: Binding, depth: int) -> Iterable[Value]:
        if binding.kind == "value":
            return stepped(self.values(binding.node, binding.scope, depth), binding.path)
        if binding.kind == "import":
            return (CONSTANTS.get(binding.text) or Reference(binding.text),)
        if binding.kind == "parameter" and binding.function is not None:
            return self.parameter(binding.text, binding.function, depth)
        return UNKNOWN

    def parameter(self, name: str, function: Function, depth: int) -> Iterable[Value]:
        """What the file's own calls give, the default, and what others may give."""
        arguments: Any = function.arguments
        if arguments.vararg is not None and arguments.vararg.arg == name:
            return self.rest(function, depth)
        names = [one.arg for one in list(getattr(arguments, "posonlyargs", ())) + arguments.args]
        found: List[Value] = list(self.default(name, names, function, depth))
        position = names.index(name) if name in names else -1
        if function.owner and not function.is_static and position >= 0:
            position -= 1
            if position < 0:
                return UNKNOWN
        called = self.callers.get(function.owner if function.name == "__init__" else function.name, [])
        if function.name == "__init__":
            called = called + self.callers.get("cls", []) + self.callers.get("__init__", [])
        for node, scope in called[:MOST_CALLS]:
            found.extend(self.argument(node, scope, name, position, depth))
        return found + [HOLE]

    def rest(self, function: Function, depth: int) -> Iterable[Value]:
        """What ``*names`` may hold."""
        arguments: Any = function.arguments
        start = len(arguments.args) + len(getattr(arguments, "posonlyargs", ()))
        start -= 1 if function.owner and not function.is_static else 0
        called = self.callers.get(function.owner if function.name == "__init__" else function.name, [])
        members = [
            value
            for node, scope in called[:MOST_CALLS]
            for part in node.args[start:]
            for value in self.values(part, scope, depth)
        ]
        return (tuple(members[:MOST_MEMBERS]) + UNKNOWN,)

    def default(self, name: str, names: List[str], function: Function, depth: int) -> Iterable[Value]:
        arguments = function.arguments
        if name in names:
            at = names.index(name) - len(names) + len(arguments.defaults)
            return self.values(arguments.defaults[at], function.outer, depth) if at >= 0 else ()
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
            if argument.arg == name and default is not None:
                return self.values(default, function.outer, depth)
        return ()

    def argument(self, node: ast.Call, scope: Scope, name: str, position: int, depth: int) -> Iterable[Value]:
        for keyword in node.keywords:
            if keyword.arg == name:
                return self.values(keyword.value, scope, depth)
        if 0 <= position < len(node.args):
            plain = not any(isinstance(argument, ast.Starred) for argument in node.args[: position + 1])
            return self.values(node.args[position], scope, depth) if plain else ()
        return ()

    def attribute(self, name: str, depth: int) -> Values:
        """What ``anything.name`` may be, by what the file sets it to; others may set it too."""
        key = (0, name)
        if key not in self.named:
            self.named[key] = UNKNOWN
            bindings = self.syntax.attributes.get(name, [])
            found = [value for binding in bindings[:MOST_VALUES] for value in self.binding(binding, depth)]
            for function in self.syntax.functions.get(name, ())[:4]:
                # A property gives what its function returns.
                for returned in function.inner.returns[:16]:
                    found.extend(self.values(returned, function.inner, depth))
            self.named[key] = distinct(found + [HOLE])
        return self.named[key]


@lru_cache(maxsize=4)
def last_names_of(functions: FrozenSet[str]) -> FrozenSet[str]:
    return frozenset(name.rpartition(".")[2] for name in functions)


def renamed_to(renames: Dict[str, Set[str]], functions: FrozenSet[str]) -> Set[str]:
    """The names that are other names of some functions, through a few steps."""
    found: Set[str] = set()
    for _ in range(4):
        wanted = functions | found
        more = {name for name, sources in renames.items() if not wanted.isdisjoint(sources)} - found
        if not more:
            break
        found |= more
    return found


def grown(found: Values) -> Values:
    """Members and tables that a name is added to (+=, |=) belong together."""
    tables = [value for value in found if isinstance(value, Table)]
    sequences = [value for value in found if is_members(value)]
    rest = tuple(value for value in found if not isinstance(value, Table) and not is_members(value))
    if len(tables) > 1:
        tables = [Table(tuple(item for table in tables for item in table.items)[: MOST_MEMBERS * 2])]
    if len(sequences) > 1:
        sequences = [tuple(member for members in sequences for member in members)[: MOST_MEMBERS * 2]]
    return rest + tuple(tables) + tuple(sequences)


def stepped(found: Values, path: Tuple[int, ...]) -> Values:
    """What unpacking gives: a position, or any member."""
    for step in path:
        inner: List[Value] = []
        for value in found:
            if step == EACH:
                inner.extend(members_of(value))
            elif is_members(value):
                inner.append(value[step] if step < len(value) else HOLE)
            else:
                inner.append(HOLE)
        found = distinct(inner, MOST_MEMBERS)
    return found
