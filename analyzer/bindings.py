"""The names of one Python file: what its imports, assignments and parameters bind, scope by scope."""

import ast
import warnings
from typing import Dict, List, NamedTuple, Optional, Tuple, Union

Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]


class Scope:
    """A module, class or function. ``values`` are the expressions that a name may stand for, with None
    where a name is bound to what only a run knows; ``parameters`` are those that a position can give."""

    def __init__(self, parent: Optional["Scope"], name: str, is_class: bool) -> None:
        self.parent = parent
        self.name = name
        self.is_class = is_class
        self.values: Dict[str, List[Optional[ast.expr]]] = {}
        self.parameters: List[str] = []
        self.rest = ""

    def bind(self, name: str, value: Optional[ast.expr]) -> None:
        self.values.setdefault(name, []).append(value)

    def find(self, name: str) -> Optional["Scope"]:
        """The scope that binds a name, from the innermost out."""
        scope: Optional[Scope] = self
        while scope is not None and name not in scope.values:
            scope = scope.parent
        return scope


class Module(NamedTuple):
    """``imports``: dotted names by the names that stand for them; ``attributes``: what is assigned to an
    attribute of that name, of whatever object; ``calls``: every call with the scope that it stands in."""

    path: str
    imports: Dict[str, str]
    attributes: Dict[str, List[Tuple[Optional[ast.expr], Scope]]]
    calls: List[Tuple[ast.Call, Scope]]


def read(path: str, text: bytes) -> Optional[Module]:
    """Parse a file, as the running interpreter does; None for one that it does not understand."""
    try:
        with warnings.catch_warnings():
            # An odd escape in a string is not ours to tell.
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    module = Module(path, {}, {}, [])
    todo: List[Tuple[ast.AST, Scope]] = [(tree, Scope(None, "", False))]
    while todo:
        node, scope = todo.pop()
        inner = enter(module, node, scope)
        todo.extend((child, inner) for child in ast.iter_child_nodes(node))
    # The walk takes the last first.
    module.calls.sort(key=lambda call: (call[0].lineno, call[0].col_offset))
    return module


def enter(module: Module, node: ast.AST, scope: Scope) -> Scope:
    """Note what a node binds; gives the scope of what is in it."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        scope.bind(node.name, None)
        return function_scope(node.args, scope, node.name)
    if isinstance(node, ast.Lambda):
        return function_scope(node.args, scope, "")
    if isinstance(node, ast.ClassDef):
        scope.bind(node.name, None)
        return Scope(scope, node.name, True)
    if isinstance(node, ast.Call):
        module.calls.append((node, scope))
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        note_imports(module, node)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            note_target(module, target, node.value, scope)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        note_target(module, node.target, node.value, scope)
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        members = node.iter.elts if isinstance(node.iter, (ast.List, ast.Tuple)) else [None]
        for member in members:
            note_target(module, node.target, member, scope)
    elif isinstance(node, (ast.withitem, ast.comprehension)):
        target = node.optional_vars if isinstance(node, ast.withitem) else node.target
        if target is not None:
            note_target(module, target, None, scope)
    return scope


def function_scope(arguments: ast.arguments, parent: Scope, name: str) -> Scope:
    scope = Scope(parent, name, False)
    given = list(getattr(arguments, "posonlyargs", [])) + arguments.args
    scope.parameters = [argument.arg for argument in given]
    scope.rest = arguments.vararg.arg if arguments.vararg else ""
    others = [arguments.kwarg.arg] if arguments.kwarg else []
    for parameter in scope.parameters + [a.arg for a in arguments.kwonlyargs] + others + [scope.rest]:
        scope.bind(parameter, None)
    return scope


def note_target(module: Module, target: ast.expr, value: Optional[ast.expr], scope: Scope) -> None:
    if isinstance(target, ast.Name):
        scope.bind(target.id, value)
        if scope.is_class:
            module.attributes.setdefault(target.id, []).append((value, scope))
    elif isinstance(target, ast.Attribute):
        module.attributes.setdefault(target.attr, []).append((value, scope))
    elif isinstance(target, (ast.Tuple, ast.List)):
        parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        paired = len(parts) == len(target.elts)
        for index, part in enumerate(target.elts):
            note_target(module, part, parts[index] if paired else None, scope)
    elif isinstance(target, ast.Starred):
        note_target(module, target.value, None, scope)


def note_imports(module: Module, node: Union[ast.Import, ast.ImportFrom]) -> None:
    for name in node.names:
        if isinstance(node, ast.ImportFrom):
            origin = (node.module + "." if node.module else "") + name.name
            module.imports[name.asname or name.name] = origin
        elif name.asname:
            module.imports[name.asname] = name.name
        else:
            # `import a.b` binds a.
            top = name.name.partition(".")[0]
            module.imports[top] = top


def dotted(module: Module, node: ast.expr) -> str:
    """The imported thing that an expression names, such as os.path.join; nothing for any other."""
    names: List[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    start = module.imports.get(node.id, "") if isinstance(node, ast.Name) else ""
    return ".".join([start] + names[::-1]) if start else ""
