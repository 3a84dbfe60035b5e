"""The expressions of a statement, each visited once: texts, calls, sums, and what is beside a module."""

import ast
from typing import Any, Callable, Dict

from reach.nodes import CONSTANT, OLD
from reach.scopes import EACH, Function, Scope, parameter, unknown
from reach.syntax import Expressions, Spot, Syntax
from reach.targets import bind, defaults_of, every_argument

PIECE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./%(){}:-*~+@")
MOST_PARTS = 16
PLACES = {"__file__", "__path__", "__spec__", "working_set", "entry_points"}
LEAVES = {ast.Load, ast.Store, ast.Del} | {vars(ast)[name] for name in ("Num", "NameConstant", "Bytes") if OLD}


def expressions(syntax: Syntax, pending: Expressions, scope: Scope, optional: bool) -> None:
    """Visit expressions and all below them, outer ones first."""
    pop, push, extend, calls = pending.pop, pending.append, pending.extend, syntax.calls
    while pending:
        node = pop()
        kind = node.__class__
        if kind is ast.Name:
            continue
        if kind is ast.Attribute:
            if node.attr in PLACES:
                syntax.places.append(Spot(node, scope, optional))
            push(node.value)
        elif kind is CONSTANT:
            found = node.s if OLD else node.value
            if found.__class__ is str and found:
                syntax.text(found, node)
        elif kind is ast.Call:
            calls.append(Spot(node, scope, optional))
            for keyword in node.keywords:
                push(keyword.value)
            extend(node.args)
            push(node.func)
        else:
            get = EXPRESSIONS.get(kind)
            if get is not None:
                get(syntax, node, scope, optional, extend)
            elif kind not in LEAVES:
                extend(ast.iter_child_nodes(node))


def of_binary(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    kind = node.op.__class__
    if kind is ast.Div or ((kind is ast.Add or kind is ast.Mod) and has_piece(node)):
        syntax.joined.append(Spot(node, scope, optional))
    extend((node.left, node.right))


def has_piece(node: Any) -> bool:
    """Whether a sum may be a name or a path: a constant part of it is of such."""
    for _ in range(MOST_PARTS):
        for part in (node.right, node.left):
            if part.__class__ is CONSTANT:
                found = part.s if OLD else part.value
                if found.__class__ is str and ("." in found or "/" in found) and PIECE.issuperset(found):
                    return True
        node = node.left
        if node.__class__ is not ast.BinOp:
            return False
    return False


def of_format(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    pieces = [part.s if OLD else part.value for part in node.values if part.__class__ is CONSTANT]
    if pieces and all(PIECE.issuperset(piece) for piece in pieces) and any("." in p or "/" in p for p in pieces):
        syntax.joined.append(Spot(node, scope, optional))
    for part in node.values:
        if part.__class__ is CONSTANT:
            found = part.s if OLD else part.value
            if found:
                syntax.text(found, part)
        else:
            extend((part,))


def of_formatted(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend((node.value,) if node.format_spec is None else (node.value, node.format_spec))


def of_subscript(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    syntax.subscripts.append(Spot(node, scope, optional))
    extend((node.value, node.slice))


def of_members(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    syntax.lists.append(Spot(node, scope, optional))
    extend(node.elts)


def of_comprehension(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    for generator in node.generators:
        bind(syntax, generator.target, generator.iter, scope, (EACH,), extend)
        extend((generator.iter,))
        extend(generator.ifs)
    extend((node.key, node.value) if node.__class__ is ast.DictComp else (node.elt,))


def of_compare(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend(node.comparators)
    extend((node.left,))


def of_all(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend(node.values)


def of_operand(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend((node.operand,))


def of_choice(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend((node.body, node.orelse, node.test))


def of_slice(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend([part for part in (node.lower, node.upper, node.step) if part is not None])


def of_lambda(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    """A function; where it is bound to a name, calls by that name are of it."""
    inner = Scope(scope)
    name = syntax.named_lambdas.pop(id(node), "")
    function = Function(name, scope.owner, node.args, inner, scope, False)
    for argument in every_argument(node.args):
        inner.add(argument.arg, parameter(inner, argument.arg, function) if name else unknown(inner))
    if name:
        inner.returns.append(node.body)
        syntax.functions.setdefault(name, []).append(function)
    extend(defaults_of(node.args))
    syntax.later.append((node.body, inner))


def of_walrus(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    bind(syntax, node.target, node.value, scope, (), extend)
    extend((node.value,))


def of_yield(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    if node.value is not None:
        scope.yields.append(node.value)
        extend((node.value,))


def of_dict(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend(node.values)
    extend([key for key in node.keys if key is not None])


def of_starred(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend((node.value,))


Visit = Callable[[Syntax, Any, Scope, bool, Any], None]
EXPRESSIONS: Dict[Any, Visit] = {
    ast.BinOp: of_binary,
    ast.JoinedStr: of_format,
    ast.Subscript: of_subscript,
    ast.List: of_members,
    ast.Tuple: of_members,
    ast.ListComp: of_comprehension,
    ast.SetComp: of_comprehension,
    ast.GeneratorExp: of_comprehension,
    ast.DictComp: of_comprehension,
    ast.Lambda: of_lambda,
    ast.Yield: of_yield,
    ast.Dict: of_dict,
    ast.Starred: of_starred,
    ast.FormattedValue: of_formatted,
    ast.Await: of_starred,
    ast.Compare: of_compare,
    ast.BoolOp: of_all,
    ast.UnaryOp: of_operand,
    ast.IfExp: of_choice,
    ast.Slice: of_slice,
}
if not OLD:
    EXPRESSIONS[vars(ast)["NamedExpr"]] = of_walrus
