"""Nodes of syntax trees, whatever the interpreter's version calls them."""

import ast
import sys
from typing import Any

# Before 3.8 a string has a class of its own.
OLD = sys.version_info < (3, 8)
CONSTANT: Any = vars(ast)["Str"] if OLD else ast.Constant


def index_of(node: Any) -> Any:
    """The expression in a subscript's brackets; before 3.9 an index stands between."""
    return node.slice.value if node.slice.__class__.__name__ == "Index" else node.slice


def constant_of(node: Any) -> Any:
    """A plain constant's value; None for what is none."""
    if node.__class__.__name__ in ("Constant", "NameConstant"):
        return node.value
    return getattr(node, "n", getattr(node, "s", None)) if node.__class__.__name__ in ("Num", "Str") else None


def last_name(node: Any) -> str:
    """The last part of a dotted name."""
    return getattr(node, "attr", None) or getattr(node, "id", "")
