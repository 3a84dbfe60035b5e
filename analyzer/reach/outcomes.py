"""Which tests always come out one way in this interpreter, which is the program's: its version, its system."""

import ast
import operator
import os
import sys
from typing import Any, Callable, Dict, List, Optional

from reach.nodes import constant_of, index_of

NOT_RUN = "TYPE_CHECKING"
OPERATORS: Dict[Any, Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
FACTS: Dict[str, Any] = {
    "sys.version_info": tuple(sys.version_info),
    "sys.version_info.major": sys.version_info[0],
    "sys.version_info.minor": sys.version_info[1],
    "sys.platform": sys.platform,
    "os.name": os.name,
}


def outcome_of(test: Any) -> Optional[bool]:
    """Whether a test holds whenever it is asked; None where that is not known. What is for checkers never runs."""
    kind = test.__class__
    if kind is ast.UnaryOp and test.op.__class__ is ast.Not:
        outcome = outcome_of(test.operand)
        return None if outcome is None else not outcome
    if kind is ast.BoolOp:
        decisive = test.op.__class__ is ast.Or
        outcomes = [outcome_of(part) for part in test.values]
        if decisive in outcomes:
            return decisive
        return None if None in outcomes else not decisive
    if kind is ast.Name:
        return False if test.id == NOT_RUN else None
    if kind is ast.Attribute:
        return False if test.attr == NOT_RUN else None
    if kind is ast.Compare:
        return compared(test)
    if kind is ast.Call:
        return begins(test)
    value = constant_of(test)
    return False if value is not None and value in (False, 0) else None


def compared(test: Any) -> Optional[bool]:
    compute = OPERATORS.get(test.ops[0].__class__)
    left, right = fact_of(test.left), literal_of(test.comparators[0])
    if len(test.ops) != 1 or compute is None or left is None or right is None:
        return None
    try:
        return bool(compute(left, right))
    except TypeError:
        return None


def begins(test: Any) -> Optional[bool]:
    """``sys.platform.startswith("win")``."""
    if getattr(test.func, "attr", "") != "startswith" or len(test.args) != 1:
        return None
    value, start = fact_of(test.func.value), literal_of(test.args[0])
    is_text = isinstance(value, str) and start.__class__ in (str, tuple)
    return value.startswith(start) if is_text else None


def fact_of(node: Any) -> Any:
    if node.__class__ is ast.Subscript:
        whole = fact_of(node.value)
        index = index_of(node)
        if whole.__class__ is not tuple:
            return None
        if isinstance(index, ast.Slice):
            end = literal_of(index.upper) if index.upper is not None else 3
            return whole[:end] if index.lower is None and index.step is None and isinstance(end, int) else None
        at = literal_of(index)
        return whole[at] if isinstance(at, int) and 0 <= at < 3 else None
    return FACTS.get(dotted(node))


def dotted(node: Any) -> str:
    if node.__class__ is ast.Name:
        return node.id
    return "%s.%s" % (dotted(node.value), node.attr) if node.__class__ is ast.Attribute else ""


def literal_of(node: Any) -> Any:
    if node.__class__ is ast.Tuple:
        parts: List[Any] = [literal_of(part) for part in node.elts]
        return None if None in parts else tuple(parts)
    return constant_of(node)
