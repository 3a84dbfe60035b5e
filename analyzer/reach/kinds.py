"""What each kind of expression comes to."""

import ast
import itertools
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, Tuple

from reach.foldcalls import call
from reach.items import PATH_ATTRIBUTES, item
from reach.nodes import CONSTANT, OLD, index_of
from reach.references import attribute_of
from reach.scopes import Scope
from reach.values import (
    HOLE,
    MOST_MEMBERS,
    MOST_VALUES,
    UNKNOWN,
    Reference,
    Table,
    Value,
    Values,
    is_members,
    is_path,
    join,
    percent,
    text_of,
)

if TYPE_CHECKING:
    from reach.folding import Folding


def of_constant(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterable[Value]:
    value = node.value
    if isinstance(value, bytes):
        return (value.decode("utf-8", "replace"),)
    return (value,) if isinstance(value, (str, int)) or value is None else UNKNOWN


def of_old_text(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterable[Value]:
    return (node.s if isinstance(node.s, str) else node.s.decode("utf-8", "replace"),)


def of_old_number(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterable[Value]:
    return (node.n,) if isinstance(node.n, int) else UNKNOWN


def of_name(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterable[Value]:
    return folding.name(node.id, scope, depth)


def of_members(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterator[Value]:
    """Each sequence that it may be; of too many, one of all that its members may be, which is no more than that."""
    parts: List[List[Values]] = []
    count = 1
    for part in node.elts[:MOST_MEMBERS]:
        if isinstance(part, ast.Starred):
            parts.append([tuple(folding.members(part.value, scope, depth))])
        else:
            parts.append([(value,) for value in folding.values(part, scope, depth)])
        count *= len(parts[-1])
    rest = UNKNOWN if len(node.elts) > MOST_MEMBERS else ()
    if count <= MOST_VALUES:
        yield from (tuple(itertools.chain(*chosen, rest)) for chosen in itertools.product(*parts))
    else:
        yield tuple(value for part in parts for values in part for value in values) + rest
        yield HOLE


def of_dict(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterator[Value]:
    items: List[Tuple[Value, Value]] = []
    for key, inner in list(zip(node.keys, node.values))[:MOST_MEMBERS]:
        if key is None:
            for table in folding.values(inner, scope, depth):
                items.extend(table.items if isinstance(table, Table) else ((HOLE, HOLE),))
            continue
        for name in folding.values(key, scope, depth):
            items.extend((name, value) for value in folding.values(inner, scope, depth))
    if len(node.keys) > MOST_MEMBERS:
        items.append((HOLE, HOLE))
    yield Table(tuple(items[: MOST_MEMBERS * 2]))


def of_comprehension(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterator[Value]:
    if isinstance(node, ast.DictComp):
        keys = folding.values(node.key, scope, depth)
        yield Table(tuple(itertools.product(keys, folding.values(node.value, scope, depth)))[:MOST_MEMBERS])
    else:
        yield folding.values(node.elt, scope, depth)


def of_format(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterator[Value]:
    parts = [[text_of(value) for value in folding.values(part, scope, depth)] for part in node.values]
    yield from ("".join(chosen) for chosen in itertools.islice(itertools.product(*parts), MOST_VALUES + 1))


def of_formatted(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterable[Value]:
    plain = node.format_spec is None and node.conversion in (-1, ord("s"))
    return folding.values(node.value, scope, depth) if plain else UNKNOWN


def of_binary(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterator[Value]:
    kind = node.op.__class__
    if kind not in OPERATORS:
        yield HOLE
        return
    left, right = folding.values(node.left, scope, depth), folding.values(node.right, scope, depth)
    for pair in itertools.islice(itertools.product(left, right), MOST_VALUES + 1):
        yield OPERATORS[kind](*pair)


def added(left: Value, right: Value) -> Value:
    if isinstance(left, str) or isinstance(right, str):
        return text_of(left) + text_of(right)
    if is_members(left) or is_members(right):
        return members_or_hole(left) + members_or_hole(right)
    numbers = isinstance(left, int) and isinstance(right, int)
    return left + right if numbers else HOLE


def members_or_hole(value: Value) -> Values:
    return value if is_members(value) else UNKNOWN


def united(left: Value, right: Value) -> Value:
    if isinstance(left, Table) and isinstance(right, Table):
        return Table(left.items + right.items)
    return members_or_hole(left) + members_or_hole(right) if is_members(left) or is_members(right) else HOLE


def divided(left: Value, right: Value) -> Value:
    return join((text_of(left), text_of(right))) if isinstance(left, str) or isinstance(right, str) else HOLE


def formatted(left: Value, right: Value) -> Value:
    return percent(left, right) if isinstance(left, str) else HOLE


def repeated(left: Value, right: Value) -> Value:
    """``"." * 2``, as relative names have it."""
    text, times = (left, right) if isinstance(left, str) else (right, left)
    return text * times if isinstance(text, str) and isinstance(times, int) and 0 <= times <= 16 else HOLE


OPERATORS: Dict[Any, Callable[[Value, Value], Value]] = {
    ast.Add: added,
    ast.Mod: formatted,
    ast.Div: divided,
    ast.BitOr: united,
    ast.Mult: repeated,
    ast.Sub: lambda left, _: left if is_members(left) else HOLE,
}


def of_choice(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterator[Value]:
    for choice in node.values if isinstance(node, ast.BoolOp) else (node.body, node.orelse):
        yield from folding.values(choice, scope, depth)


def of_subscript(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterator[Value]:
    index = index_of(node)
    if isinstance(index, ast.Slice):
        for value in folding.values(node.value, scope, depth):
            yield value if is_members(value) else HOLE
        return
    keys = folding.values(index, scope, depth)
    for value in folding.values(node.value, scope, depth):
        yield from item(value, keys)


def of_attribute(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterator[Value]:
    name = node.attr
    for value in folding.values(node.value, scope, depth):
        if isinstance(value, Reference):
            yield attribute_of(value, name)
            if name in ("__module__", "__package__"):
                yield HOLE
        elif isinstance(value, str) and is_path(value) and name in PATH_ATTRIBUTES:
            yield PATH_ATTRIBUTES[name](value)
        else:
            if name == "__name__" and isinstance(node.value, ast.Name) and node.value.id == "self":
                # Of a module's subclass that takes the module's place.
                yield folding.own_name
            yield from folding.attribute(name, depth)


def of_call(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterable[Value]:
    return call(folding, node, scope, depth)


def of_inner(folding: "Folding", node: Any, scope: Scope, depth: int) -> Iterable[Value]:
    return folding.values(node.value, scope, depth)


Compute = Callable[["Folding", Any, Scope, int], Iterable[Value]]
KINDS: Dict[Any, Compute] = {
    ast.Name: of_name,
    ast.List: of_members,
    ast.Tuple: of_members,
    ast.Set: of_members,
    ast.Dict: of_dict,
    ast.ListComp: of_comprehension,
    ast.SetComp: of_comprehension,
    ast.GeneratorExp: of_comprehension,
    ast.DictComp: of_comprehension,
    ast.JoinedStr: of_format,
    ast.FormattedValue: of_formatted,
    ast.BinOp: of_binary,
    ast.BoolOp: of_choice,
    ast.IfExp: of_choice,
    ast.Subscript: of_subscript,
    ast.Attribute: of_attribute,
    ast.Call: of_call,
    ast.Await: of_inner,
    CONSTANT: of_old_text if OLD else of_constant,
}
if OLD:
    KINDS.update({vars(ast)["Bytes"]: of_old_text, vars(ast)["Num"]: of_old_number})
    KINDS[vars(ast)["NameConstant"]] = of_constant
else:
    KINDS[vars(ast)["NamedExpr"]] = of_inner
