"""Names of a list that are no texts by themselves: of ``__all__``, and of a text that is split into words."""

from typing import Iterator, Tuple

from reach import texts
from reach.folding import Folding
from reach.nodes import CONSTANT
from reach.values import HOLE, Value, is_members

SPLITTING = ("split", "splitlines")


def in_lists(folding: Folding) -> Iterator[Tuple[str, int]]:
    """The names, each with its line."""
    for binding in folding.syntax.module.names.get("__all__", ()):
        if binding.kind == "value" and binding.node is not None:
            for value in folding.values(binding.node, binding.scope):
                yield from ((name, binding.node.lineno) for name in names_of(value))
    for spot in folding.syntax.calls:
        func = spot.node.func
        if getattr(func, "attr", "") in SPLITTING and func.value.__class__ is CONSTANT:
            for value in folding.values(spot.node, spot.scope):
                yield from ((name, spot.node.lineno) for name in names_of(value))


def names_of(value: Value) -> Iterator[str]:
    for member in value if is_members(value) else ():
        if isinstance(member, str) and HOLE not in member:
            yield from texts.names_of(member)
