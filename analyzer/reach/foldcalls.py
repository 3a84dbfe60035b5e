"""What a call may give: of a known function, of a method, or of a function of the file itself."""

from typing import Any, Dict, Iterable, Iterator, List, Optional

from reach.arguments import Parts
from reach.functions import FUNCTIONS
from reach.methods import METHODS
from reach.references import attribute_of, renamed
from reach.values import MOST_MEMBERS, UNKNOWN, Reference, Table, Value, Values, is_members


def call(folding: Any, node: Any, scope: Any, depth: int) -> Iterator[Value]:
    """What a call may give."""
    func = node.func
    attribute: Optional[str] = getattr(func, "attr", None)
    if attribute is not None:
        for receiver in folding.values(func.value, scope, depth):
            if isinstance(receiver, Reference):
                target = attribute_of(receiver, attribute)
                yield from of_function(folding, target, node, scope, depth)
            elif attribute in METHODS:
                yield from METHODS[attribute](receiver, *arguments_of(folding, node, scope, depth))
            else:
                yield from of_own(folding, attribute, node, scope, depth)
        return
    for target in folding.values(func, scope, depth):
        if isinstance(target, Reference):
            yield from of_function(folding, target, node, scope, depth)
        else:
            yield from of_own(folding, getattr(func, "id", ""), node, scope, depth)


def arguments_of(folding: Any, node: Any, scope: Any, depth: int) -> Parts:
    positional: List[Values] = []
    for argument in node.args:
        if type(argument).__name__ == "Starred":
            inner = folding.values(argument.value, scope, depth)
            whole = len(inner) == 1 and is_members(inner[0]) and len(inner[0]) <= 16
            positional.extend((member,) for member in (inner[0] if whole else UNKNOWN))
        else:
            positional.append(folding.values(argument, scope, depth))
    keywords: Dict[str, Values] = {}
    for keyword in node.keywords:
        found = folding.values(keyword.value, scope, depth)
        if keyword.arg is not None:
            keywords[keyword.arg] = found
            continue
        for table in found:
            if isinstance(table, Table):
                for key, value in table.items:
                    if isinstance(key, str):
                        keywords[key] = keywords.get(key, ()) + (value,)
    return positional, keywords


def of_function(folding: Any, target: Value, node: Any, scope: Any, depth: int) -> Iterable[Value]:
    """A call of what an import leads to, or of a builtin."""
    name = renamed(target.name) if isinstance(target, Reference) else ""
    compute = FUNCTIONS.get(name)
    if compute is None:
        return UNKNOWN
    return compute(*arguments_of(folding, node, scope, depth))


def of_own(folding: Any, name: str, node: Any, scope: Any, depth: int) -> Iterable[Value]:
    """A call of a function of the file itself: what it returns or yields, whatever it was called with."""
    functions = folding.syntax.functions.get(name, ())
    if not functions or len(functions) > 4:
        return UNKNOWN
    found: List[Value] = []
    for function in functions:
        inner = function.inner
        for returned in inner.returns[:16]:
            found.extend(folding.values(returned, inner, depth))
        members = [value for one in inner.yields[:16] for value in folding.values(one, inner, depth)]
        if members:
            found.append(tuple(members[:MOST_MEMBERS]))
    return found or UNKNOWN
