"""What assignments, loops and parameters bind."""

import ast
from typing import Any, List, Optional, Tuple

from reach.nodes import index_of, last_name
from reach.scopes import EACH, Scope, unknown, value
from reach.syntax import Syntax


def bind(
    syntax: Syntax, target: Any, source: Optional[ast.expr], scope: Scope, path: Tuple[int, ...], extend: Any
) -> None:
    """Note what a target takes from a source; the parts of a target that are expressions are visited too."""
    kind = target.__class__
    if kind is ast.Name:
        scope.add(target.id, unknown(scope) if source is None else value(scope, source, path))
        rename(syntax, target.id, source)
        if scope.is_class:
            syntax.attributes.setdefault(target.id, []).append(scope.names[target.id][-1])
    elif kind is ast.Attribute:
        bound = unknown(scope) if source is None else value(scope, source, path)
        syntax.attributes.setdefault(target.attr, []).append(bound)
        rename(syntax, target.attr, source)
        extend((target.value,))
    elif kind is ast.Tuple or kind is ast.List:
        starred = False
        for position, part in enumerate(target.elts):
            starred = starred or part.__class__ is ast.Starred
            step = path + ((EACH,) if starred else (position,))
            bind(syntax, part.value if part.__class__ is ast.Starred else part, source, scope, step, extend)
    elif kind is ast.Subscript:
        extend((target.value, target.slice))
        if source is not None and target.value.__class__ is ast.Name and not path:
            syntax.additions.setdefault(target.value.id, []).append((index_of(target), source, scope))


def rename(syntax: Syntax, name: str, source: Any) -> None:
    """Note that a name may be another's, so that calls by it are looked at."""
    kind = source.__class__
    if kind is ast.Name or kind is ast.Attribute:
        syntax.renames.setdefault(name, set()).add(last_name(source))
    elif kind is ast.Lambda:
        syntax.named_lambdas[id(source)] = name
    elif kind is ast.Call:
        syntax.renames.setdefault(name, set()).update((last_name(source.func), *map(last_name, source.args[:1])))
    elif kind is ast.IfExp or kind is ast.BoolOp:
        for choice in source.values if kind is ast.BoolOp else (source.body, source.orelse):
            rename(syntax, name, choice)


def every_argument(arguments: Any) -> List[ast.arg]:
    found: List[ast.arg] = list(getattr(arguments, "posonlyargs", ())) + arguments.args + arguments.kwonlyargs
    return found + [extra for extra in (arguments.vararg, arguments.kwarg) if extra is not None]


def defaults_of(arguments: Any) -> List[ast.expr]:
    return arguments.defaults + [default for default in arguments.kw_defaults if default is not None]
