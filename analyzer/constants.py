"""What an expression of Python source comes to, as far as reading can tell."""

import ast
import itertools
import os
import re
import shlex
from typing import Dict, Iterator, List, NamedTuple, Optional, Tuple, Union

from bindings import Module, Scope, dotted

# Stands for what only a run knows, in a text or for a word. No path and no text of a script holds a NUL.
HOLE = "\0?"
Value = Union[str, Tuple[str, ...]]
# Far above what code has, far below what would hurt.
MOST = 32
DEEPEST = 24
LONGEST = 1 << 16
PERCENT = re.compile(r"%(?:\([^)]*\))?[-+ #0]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]")
BRACES = re.compile(r"\{[^{}]*\}")
SAME = ("str", "list", "tuple", "os.fspath", "os.fsencode", "shutil.which", "shlex.quote", "pipes.quote")
PATHS = ("pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "os.path.join")
RESOLVED = ("os.path.abspath", "os.path.realpath", "os.path.normpath", "os.path.expanduser")
RESOLVING = ("resolve", "absolute", "as_posix", "expanduser", "strip", "encode", "copy")


class Reading(NamedTuple):
    """A file under way: its names, and what its program would see. ``known`` remembers names."""

    module: Module
    env: Dict[str, str]
    executable: str
    known: Dict[Tuple[int, str], List[Value]]


def values(reading: Reading, node: Optional[ast.AST], scope: Scope, depth: int = 0) -> List[Value]:
    """Every value that an expression may have: texts, and tuples of words. None of them is for None."""
    if node is None or depth > DEEPEST:
        return [HOLE]
    found: List[Value] = []
    for value in itertools.islice(compute(reading, node, scope, depth + 1), MOST + 1):
        value = value if sum(len(part) + 1 for part in value) <= LONGEST else HOLE
        if value not in found:
            found.append(value)
    return found if len(found) <= MOST else found[:MOST] + [HOLE]


def compute(reading: Reading, node: ast.AST, scope: Scope, depth: int) -> Iterator[Value]:
    if isinstance(node, ast.Name):
        yield from of_name(reading, node.id, scope, depth)
    elif isinstance(node, (ast.List, ast.Tuple)):
        parts = [of_member(reading, member, scope, depth) for member in node.elts]
        yield from (tuple(word for part in chosen for word in part) for chosen in itertools.product(*parts))
    elif isinstance(node, ast.JoinedStr):
        parts = [only_texts(values(reading, part, scope, depth)) or [HOLE] for part in node.values]
        yield from ("".join(chosen) for chosen in itertools.product(*parts))
    elif isinstance(node, ast.FormattedValue):
        yield from values(reading, node.value, scope, depth)
    elif isinstance(node, ast.BinOp):
        for left in values(reading, node.left, scope, depth):
            yield from of_operator(reading, node, left, scope, depth)
    elif isinstance(node, (ast.BoolOp, ast.IfExp)):
        choices = node.values if isinstance(node, ast.BoolOp) else [node.body, node.orelse]
        for choice in choices:
            yield from values(reading, choice, scope, depth)
    elif isinstance(node, ast.Call):
        yield from of_call(reading, node, scope, depth)
    elif isinstance(node, ast.Attribute):
        yield from of_attribute(reading, node, scope, depth)
    elif isinstance(node, ast.Subscript):
        # Before 3.9 an index stands between.
        key_node = node.slice if is_constant(node.slice) else getattr(node.slice, "value", node.slice)
        key = ast.literal_eval(key_node) if is_constant(key_node) else None
        is_set = dotted(reading.module, node.value) == "os.environ" and key in reading.env
        yield reading.env[str(key)] if is_set else HOLE
    elif isinstance(node, ast.expr):
        yield from of_constant(node)
    else:
        yield HOLE


def is_constant(node: ast.AST) -> bool:
    """A plain constant; before 3.8 each kind has a class of its own."""
    return type(node).__name__ in ("Constant", "Str", "Bytes", "Num", "NameConstant")


def of_constant(node: ast.expr) -> Iterator[Value]:
    value = ast.literal_eval(node) if is_constant(node) else HOLE
    if value is not None:
        yield os.fsdecode(value) if isinstance(value, bytes) else str(value)


def of_name(reading: Reading, name: str, scope: Scope, depth: int) -> List[Value]:
    if name == "__file__":
        return [reading.module.path]
    if name in reading.module.imports:
        return [reading.executable if reading.module.imports[name] == "sys.executable" else HOLE]
    binding = scope.find(name)
    if binding is None:
        return [HOLE]
    key = (id(binding), name)
    if key not in reading.known:
        # What a name is made of may be the name itself.
        reading.known[key] = [HOLE]
        found = [value for node in binding.values[name] for value in values(reading, node, binding, depth)]
        reading.known[key] = found[:MOST]
    return reading.known[key]


def of_attribute(reading: Reading, node: ast.Attribute, scope: Scope, depth: int) -> Iterator[Value]:
    name = dotted(reading.module, node)
    if name == "sys.executable":
        yield reading.executable
    elif node.attr == "parent":
        for value in only_texts(values(reading, node.value, scope, depth)):
            yield folder_of(value)
    elif name or not isinstance(node.value, ast.Name):
        yield HOLE
    else:
        assigned = reading.module.attributes.get(node.attr, [(None, scope)])
        for value, where in assigned:
            yield from values(reading, value, where, depth)


def of_member(reading: Reading, member: ast.expr, scope: Scope, depth: int) -> List[Tuple[str, ...]]:
    """A member of a list, as the words that it adds."""
    if isinstance(member, ast.Starred):
        return [as_words(value) for value in values(reading, member.value, scope, depth)]
    return [(text,) for text in only_texts(values(reading, member, scope, depth))] or [(HOLE,)]


def of_operator(reading: Reading, node: ast.BinOp, left: Value, scope: Scope, depth: int) -> Iterator[Value]:
    if isinstance(node.op, ast.Mod) and isinstance(left, str):
        yield PERCENT.sub(lambda _: HOLE, left)
        return
    if not isinstance(node.op, (ast.Add, ast.Div)):
        yield HOLE
        return
    for right in values(reading, node.right, scope, depth) or [HOLE]:
        if isinstance(node.op, ast.Div):
            yield joined([left, right])
        elif isinstance(left, str) and isinstance(right, str):
            yield left + right
        else:
            yield as_words(left) + as_words(right)


def of_call(reading: Reading, node: ast.Call, scope: Scope, depth: int) -> Iterator[Value]:
    called = node.func
    name = dotted(reading.module, called)
    if isinstance(called, ast.Name) and not name and scope.find(called.id) is None:
        name = called.id
    found = [values(reading, argument, scope, depth) for argument in node.args]
    arguments = [given or [HOLE] for given in found]
    if name in ("os.getenv", "os.environ.get"):
        yield from of_variable(reading, found)
    elif name in SAME + RESOLVED and arguments:
        yield from arguments[0]
    elif name in PATHS and arguments:
        yield from (joined(list(chosen)) for chosen in itertools.product(*arguments))
    elif name == "os.path.dirname" and arguments:
        yield from (folder_of(value) for value in only_texts(arguments[0]))
    elif name == "shlex.split" and arguments:
        yield from (split(value) for value in only_texts(arguments[0]))
    elif isinstance(called, ast.Attribute) and not name:
        for value in values(reading, called.value, scope, depth):
            yield from of_method(called.attr, value, arguments)
    else:
        yield HOLE


def of_variable(reading: Reading, arguments: List[List[Value]]) -> Iterator[Value]:
    """A variable as the image sets it, else the default; where there is none the value is None."""
    names = arguments[0] if arguments else [HOLE]
    for name in names:
        if isinstance(name, str) and name in reading.env:
            yield reading.env[name]
        elif HOLE in name:
            yield HOLE
        else:
            yield from arguments[1] if len(arguments) > 1 else []


def of_method(method: str, value: Value, arguments: List[List[Value]]) -> Iterator[Value]:
    if method in RESOLVING:
        yield value
    elif method == "format" and isinstance(value, str):
        yield BRACES.sub(lambda _: HOLE, value)
    elif method == "split" and isinstance(value, str) and not arguments:
        yield tuple(value.split()) or HOLE
    elif method == "joinpath":
        yield from (joined([value] + list(chosen)) for chosen in itertools.product(*arguments))
    elif method == "join" and isinstance(value, str) and arguments:
        yield from (value.join(as_words(words)) for words in arguments[0])
    else:
        yield HOLE


def split(text: str) -> Value:
    try:
        return tuple(shlex.split(text)) or HOLE
    except ValueError:
        # Quotes that do not close.
        return HOLE


def joined(parts: List[Value]) -> Value:
    texts = [part if isinstance(part, str) else HOLE for part in parts]
    return os.path.join(*texts)


def folder_of(path: str) -> str:
    return path.rpartition("/")[0] or ("/" if path.startswith("/") else HOLE)


def only_texts(found: List[Value]) -> List[str]:
    return [value if isinstance(value, str) else HOLE for value in found]


def as_words(value: Value) -> Tuple[str, ...]:
    """A list's words; what is unknown, or is no list, stands for any number of them."""
    return value if isinstance(value, tuple) else (HOLE,)
