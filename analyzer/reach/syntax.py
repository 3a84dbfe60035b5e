"""One walk over a source's tree: imports, texts, what names are bound to, and what folding has to look at.

Files are many and the walk is Python, so it dispatches by type and touches each node once.
"""

import ast
import sys
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Set, Tuple

from reach import texts
from reach.outcomes import outcome_of
from reach.records import Import
from reach.scopes import EACH, Binding, Function, Scope, imported, parameter, unknown, value

# What catches a failed import.
WIDE = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
METADATA = ((".dist-info", "distribution"), (".egg-info", "distribution"), ("entry_points.txt", "group"))
PIECE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./%(){}:-*~+@")
MOST_PARTS = 16


class Spot(NamedTuple):
    """An expression to look at once all names are known."""

    node: Any
    scope: Scope
    optional: bool


class Syntax:
    """What the walk gathered."""

    def __init__(self) -> None:
        self.module = Scope(None)
        self.imports: List[Import] = []
        self.texts: Dict[str, int] = {}
        self.paths: List[Tuple[str, Any]] = []
        self.code: List[Tuple[str, int]] = []
        # Whether the file reads what installers write, by itself.
        self.metadata: Dict[str, int] = {}
        self.calls: List[Spot] = []
        # Texts and paths put together by operators.
        self.joined: List[Spot] = []
        self.subscripts: List[Spot] = []
        self.places: List[Spot] = []
        self.lists: List[Spot] = []
        self.assigned: List[Tuple[ast.expr, ast.expr, Spot]] = []
        # What is put into a table: its name, the key and the value.
        self.additions: Dict[str, List[Tuple[ast.expr, ast.expr, Scope]]] = {}
        self.attributes: Dict[str, List[Binding]] = {}
        self.functions: Dict[str, List[Function]] = {}
        # What else a name or an attribute may be called: the last part of what it is set to.
        self.renames: Dict[str, Set[str]] = {}
        self.has_more_names = False
        self.seen: Set[str] = set()

    def text(self, found: str, node: Any) -> None:
        """A string constant: each is looked at once, but for paths, which may be parts of others."""
        if found[0] in "/~" and len(found) <= texts.LONGEST_PATH and texts.PATH.match(found):
            self.paths.append((found, node))
        if found in self.seen:
            return
        self.seen.add(found)
        line = node.lineno
        if found.isidentifier():
            self.texts[found] = line
            return
        if len(found) <= texts.LONGEST_NAME:
            for name in texts.names_of(found):
                self.texts.setdefault(name, line)
        if "-info" in found or "entry_points.txt" in found:
            for part, what in METADATA:
                if part in found:
                    self.metadata.setdefault(what, line)
        if "import" in found or "-m" in found:
            self.code.append((found, line))


Work = List[Tuple[List[ast.stmt], Scope, bool]]
Expressions = List[Any]


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
            if statement is of_if and leaves(node.body) and not node.orelse:
                scope = narrowed(node.test, scope, False)
    return syntax


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


# Before 3.8 a string has a class of its own.
OLD = sys.version_info < (3, 8)
# Before 3.9 an index stands between a subscript and its expression.
OLD_INDEX = sys.version_info < (3, 9)
CONSTANT: Any = vars(ast)["Str"] if OLD else ast.Constant
LEAVES = {ast.Load, ast.Store, ast.Del} | {vars(ast)[name] for name in ("Num", "NameConstant", "Bytes") if OLD}
PLACES = {"__file__", "__path__", "__spec__"}


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
    for argument in every_argument(node.args):
        scope.add(argument.arg, unknown(scope))
    extend(defaults_of(node.args))
    extend((node.body,))


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


def of_formatted(syntax: Syntax, node: Any, scope: Scope, optional: bool, extend: Any) -> None:
    extend((node.value,) if node.format_spec is None else (node.value, node.format_spec))


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
            index = getattr(target.slice, "value", target.slice) if OLD_INDEX else target.slice
            syntax.additions.setdefault(target.value.id, []).append((index, source, scope))


def rename(syntax: Syntax, name: str, source: Any) -> None:
    """Note that a name may be another's, so that calls by it are looked at."""
    kind = source.__class__
    if kind is ast.Name or kind is ast.Attribute:
        syntax.renames.setdefault(name, set()).add(last_name(source))
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


def last_name(node: Any) -> str:
    return getattr(node, "attr", None) or getattr(node, "id", "")


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
    ast.Delete: of_delete,
    ast.Raise: of_raise,
    ast.Pass: nothing,
    ast.Break: nothing,
    ast.Continue: nothing,
}
for later, visit in (("TryStar", of_try), ("Match", of_match)):
    if later in vars(ast):
        STATEMENTS[vars(ast)[later]] = visit
