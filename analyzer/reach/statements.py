"""The walk over statements. Files are many and the walk is Python, so it dispatches by type and keeps a stack."""

import ast
from typing import Any, Callable, Dict, List

from reach.expressions import expressions
from reach.nodes import CONSTANT, last_name
from reach.outcomes import outcome_of
from reach.records import Import
from reach.scopes import EACH, Binding, Function, Scope, imported, parameter, unknown
from reach.syntax import Expressions, Spot, Syntax, Work
from reach.targets import bind, defaults_of, every_argument, rename

# What catches a failed import.
WIDE = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def read(tree: ast.Module) -> Syntax:
    syntax = Syntax()
    work: Work = [(tree.body, syntax.module, False)]
    while work:
        body, scope, optional = work.pop()
        for node in body:
            statement = STATEMENTS.get(node.__class__)
            pending = (statement or of_later)(syntax, node, scope, optional, work)
            if pending:
                expressions(syntax, pending, scope, optional)
            while syntax.later:
                lambda_body, inner = syntax.later.pop()
                expressions(syntax, [lambda_body], inner, False)
            if isinstance(node, ast.If) and leaves(node.body) and not node.orelse:
                scope = narrowed(node.test, scope, False)
    return syntax


def of_import(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> None:
    for alias in node.names:
        syntax.imports.append(Import(alias.name, (), node.lineno, optional))
        if alias.asname:
            scope.add(alias.asname, imported(scope, alias.name))
        else:
            top = alias.name.partition(".")[0]
            scope.add(top, imported(scope, top))


def of_import_from(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> None:
    base = "." * (node.level or 0) + (node.module or "")
    syntax.imports.append(Import(base, tuple(alias.name for alias in node.names), node.lineno, optional))
    for alias in node.names:
        if alias.name == "*":
            syntax.stars.append(base)
            syntax.has_more_names = syntax.has_more_names or scope is syntax.module
        else:
            name = base + alias.name if base.endswith(".") else "%s.%s" % (base, alias.name)
            scope.add(alias.asname or alias.name, imported(scope, name))
            if alias.asname:
                syntax.renames.setdefault(alias.asname, set()).add(alias.name)


def of_expression(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    """A statement that is a string alone is documentation."""
    return [] if node.value.__class__ is CONSTANT else [node.value]


def of_assign(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    pending: Expressions = [node.value]
    for target in node.targets:
        bind(syntax, target, node.value, scope, (), pending.extend)
        if target.__class__ is not ast.Name:
            syntax.assigned.append((target, node.value, Spot(node, scope, optional)))
    return pending


def of_annotated(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    pending: Expressions = [node.annotation]
    if node.value is not None:
        bind(syntax, node.target, node.value, scope, (), pending.extend)
        pending.append(node.value)
    return pending


def of_augmented(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    pending: Expressions = [node.value]
    if isinstance(node.op, (ast.Add, ast.BitOr)):
        bind(syntax, node.target, node.value, scope, (), pending.extend)
        syntax.assigned.append((node.target, node.value, Spot(node, scope, optional)))
    else:
        bind(syntax, node.target, None, scope, (), pending.extend)
    return pending


def of_for(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    pending: Expressions = [node.iter]
    bind(syntax, node.target, node.iter, scope, (EACH,), pending.extend)
    work.append((node.body, scope, optional))
    work.append((node.orelse, scope, optional))
    return pending


def of_while(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    work.append((node.body, scope, optional))
    work.append((node.orelse, scope, optional))
    return [node.test]


def of_if(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    outcome = outcome_of(node.test)
    if outcome is not False:
        work.append((node.body, narrowed(node.test, scope, True), optional))
    if outcome is not True and node.orelse:
        work.append((node.orelse, narrowed(node.test, scope, False), optional))
    return [node.test]


def narrowed(test: Any, scope: Scope, holds: bool) -> Scope:
    """What ``name in ...`` and ``name == ...`` say of a name: that is what it is as long as nothing sets it."""
    if test.__class__ is ast.UnaryOp and test.op.__class__ is ast.Not:
        return narrowed(test.operand, scope, not holds)
    if test.__class__ is ast.BoolOp:
        if holds is (test.op.__class__ is ast.And):
            for part in test.values:
                scope = narrowed(part, scope, holds)
        return scope
    if test.__class__ is not ast.Compare or len(test.ops) != 1 or test.left.__class__ is not ast.Name:
        return scope
    kind = test.ops[0].__class__
    if kind is (ast.In if holds else ast.NotIn):
        return scope.narrow(test.left.id, test.comparators[0], (EACH,))
    if kind is (ast.Eq if holds else ast.NotEq) and test.comparators[0].__class__ is CONSTANT:
        return scope.narrow(test.left.id, test.comparators[0], ())
    return scope


def leaves(body: List[ast.stmt]) -> bool:
    return body[-1].__class__ in (ast.Return, ast.Raise, ast.Continue, ast.Break)


def of_with(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    pending: Expressions = []
    suppresses = False
    for item in node.items:
        context = item.context_expr
        pending.append(context)
        if item.optional_vars is not None:
            bind(syntax, item.optional_vars, context, scope, (), pending.extend)
        if context.__class__ is ast.Call and last_name(context.func) == "suppress":
            suppresses = suppresses or any(last_name(argument) in WIDE for argument in context.args)
    work.append((node.body, scope, optional or suppresses))
    return pending


def of_try(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    pending: Expressions = []
    catches = False
    for handler in node.handlers:
        if handler.type is None:
            catches = True
        else:
            types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
            catches = catches or any(last_name(one) in WIDE for one in types)
            pending.append(handler.type)
        if handler.name:
            scope.add(handler.name, unknown(scope))
        work.append((handler.body, scope, optional))
    work.append((node.body, scope, optional or catches))
    work.append((node.orelse, scope, optional))
    work.append((node.finalbody, scope, optional))
    return pending


def of_function(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    inner = Scope(scope)
    static = any(last_name(decorator) == "staticmethod" for decorator in node.decorator_list)
    function = Function(node.name, scope.owner, node.args, inner, scope, static)
    syntax.functions.setdefault(node.name, []).append(function)
    scope.add(node.name, Binding("function", scope, None, (), node.name, function))
    defaults = defaults_of(node.args)
    if defaults:
        names = [argument.arg for argument in node.args.args]
        for name, default in zip(reversed(names), reversed(node.args.defaults)):
            rename(syntax, name, default)
    pending: Expressions = node.decorator_list + defaults
    for argument in every_argument(node.args):
        inner.add(argument.arg, parameter(inner, argument.arg, function))
        if argument.annotation is not None:
            pending.append(argument.annotation)
    if node.returns is not None:
        pending.append(node.returns)
    # What a function does when it is called is no part of what surrounds its definition.
    work.append((node.body, inner, False))
    return pending


def of_class(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    inner = Scope(scope, node.name)
    scope.add(node.name, Binding("class", scope, None, (), node.name, None))
    work.append((node.body, inner, optional))
    return node.decorator_list + node.bases + [keyword.value for keyword in node.keywords]


def of_return(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    if node.value is None:
        return []
    scope.returns.append(node.value)
    return [node.value]


def of_global(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> None:
    """The names are the module's here, whatever is bound to them."""
    for name in node.names:
        shared = syntax.module.names.setdefault(name, [])
        shared.extend(scope.names.get(name, ()))
        scope.names[name] = shared


def of_nonlocal(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> None:
    for name in node.names:
        place, bindings = (scope.parent or scope).find(name)
        if place is not None:
            bindings.extend(scope.names.get(name, ()))
            scope.names[name] = bindings


def of_raise(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    return [part for part in (node.exc, node.cause) if part is not None]


def nothing(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> None:
    """Pass, break and continue; a name of an outer function is looked up there anyway."""


def of_delete(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    return list(node.targets)


def of_match(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    pending: Expressions = [node.subject]
    for case in node.cases:
        work.append((case.body, scope, optional))
        if case.guard is not None:
            pending.append(case.guard)
        for part in ast.walk(case.pattern):
            name = getattr(part, "name", None) or getattr(part, "rest", None)
            if name:
                scope.add(name, unknown(scope))
            elif isinstance(part, ast.expr):
                pending.append(part)
    return pending


def of_later(syntax: Syntax, node: Any, scope: Scope, optional: bool, work: Work) -> Expressions:
    """A statement of a later Python than is known here, or one of expressions alone."""
    children = list(ast.iter_child_nodes(node))
    work.append(([child for child in children if isinstance(child, ast.stmt)], scope, optional))
    return [child for child in children if not isinstance(child, ast.stmt)]


Statement = Callable[[Syntax, Any, Scope, bool, Work], Any]
STATEMENTS: Dict[Any, Statement] = {
    ast.Import: of_import,
    ast.ImportFrom: of_import_from,
    ast.Expr: of_expression,
    ast.Assign: of_assign,
    ast.AnnAssign: of_annotated,
    ast.AugAssign: of_augmented,
    ast.For: of_for,
    ast.AsyncFor: of_for,
    ast.While: of_while,
    ast.If: of_if,
    ast.With: of_with,
    ast.AsyncWith: of_with,
    ast.Try: of_try,
    ast.FunctionDef: of_function,
    ast.AsyncFunctionDef: of_function,
    ast.ClassDef: of_class,
    ast.Return: of_return,
    ast.Global: of_global,
    ast.Nonlocal: of_nonlocal,
    ast.Delete: of_delete,
    ast.Raise: of_raise,
    ast.Pass: nothing,
    ast.Break: nothing,
    ast.Continue: nothing,
}
for later, visit in (("TryStar", of_try), ("Match", of_match)):
    if later in vars(ast):
        STATEMENTS[vars(ast)[later]] = visit
