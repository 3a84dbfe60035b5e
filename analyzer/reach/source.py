"""A source's tree to its scan: what the walk found, what folding makes of it, and what calls mean."""

import ast
import re
from typing import Any, Dict, Iterator, List, NamedTuple, Set, Tuple

from reach import calls, foldcalls, texts
from reach.folding import Folding
from reach.records import MOST_RECORDS, Computed, Import, Scan, Text, Use
from reach.syntax import CONSTANT, OLD, PIECE, Spot, last_name, read
from reach.values import BESIDE, FOLDER_OF, HOLE, PACKAGE, Call, Reference, is_path, path_shown, pattern_of

DOTTED = re.compile(r"\.*%s$" % texts.NAME)
# A text with a hole that could be a module of a known package.
PREFIXED = re.compile(r"(?:\.+|\.*%s\.)[\w.*]*\*[\w.*]*$" % texts.NAME)
DEEPEST_CODE = 2
# Modules without which nothing is divided by "/" but numbers.
PATH_MODULES = {"path", "posixpath", "ntpath", "osp", "op"}
PATHS = {"pathlib", "Path", "resources", "importlib_resources", "pathlib2", "path"}


def scan_tree(tree: ast.Module, path: str, depth: int = 0) -> Scan:
    syntax = read(tree)
    file_name = path.rpartition("/")[2] or "module.py"
    stem = file_name.partition(".")[0]
    own_name = PACKAGE if stem == "__init__" else "%s.%s" % (PACKAGE, stem)
    folding = Folding(syntax, own_name, file_name, calls.KNOWN | {"partial", "getattr"})
    found = calls.Found(syntax.imports, [], [], [], set(), {})
    folded: Dict[str, int] = dict(syntax.texts)
    calls.understand(folding, syntax.calls, found)
    selections(folding, found)
    for name, line in put_together(folding, found):
        folded.setdefault(name, line)
    found.uses.extend(Use(what, "*", line) for what, line in syntax.metadata.items())
    places(folding, found)
    of_lists(folding, found)
    more = rebound(folding, found) or syntax.has_more_names or "__getattr__" in syntax.module.names
    handed_on(tree, folding, found)
    for code, line in syntax.code:
        in_text(code, line, found)
    for code, line in found.code:
        in_code(code, line, found, folded, path, depth)
    names = sorted(syntax.module.names) + (["*"] if more else [])
    return finished(found, folded, names)


def finished(found: calls.Found, folded: Dict[str, int], names: List[str]) -> Scan:
    """Everything once, the first line of each, in the order of lines."""
    return Scan(
        imports=tuple(merged(found.imports))[:MOST_RECORDS],
        computed=tuple(once(import_first(found.computed)))[:MOST_RECORDS],
        texts=tuple(Text(value, line) for value, line in sorted(folded.items(), key=by_line))[:MOST_RECORDS],
        uses=tuple(once(found.uses))[:MOST_RECORDS],
        names=tuple(names),
        error="",
    )


def by_line(item: Tuple[str, int]) -> Tuple[int, str]:
    return item[1], item[0]


def merged(imports: List[Import]) -> Iterator[Import]:
    """An import that must succeed somewhere is not optional."""
    seen: Set[Tuple[Any, ...]] = set()
    for one in sorted(imports, key=lambda one: (one.optional, one.line, one.name, one.names)):
        if one[:2] not in seen:
            seen.add(one[:2])
            yield one


def import_first(computed: List[Computed]) -> List[Computed]:
    """A text that is imported here says nothing more by being a text."""
    imported = {one.pattern for one in computed if one.what != "text"}
    return [one for one in computed if one.what != "text" or one.pattern not in imported]


def once(records: List[Any]) -> Iterator[Any]:
    """Each but for its line."""
    seen: Set[Tuple[str, str]] = set()
    for one in sorted(records, key=lambda one: (one.line, one)):
        key = tuple(part for part in one if isinstance(part, str))
        if key not in seen:
            seen.add(key)
            yield one


def put_together(folding: Folding, found: calls.Found) -> Iterator[Tuple[str, int]]:
    """Names and paths made by operators and by calls; the parts of a path are no paths of their own."""
    has_paths = any(PATHS.intersection(one.names + tuple(one.name.split("."))) for one in folding.syntax.imports)
    inside: Set[int] = set()
    paths: List[Tuple[Any, str]] = []
    for spot in makers(folding) + folding.syntax.joined:
        node = spot.node
        if node.__class__ is ast.BinOp and node.op.__class__ is ast.Div and not has_paths:
            continue
        for value in folding.values(node, spot.scope):
            if is_path(value):
                paths.append((node, value))
                if id(node) not in inside:
                    inside.update(id(part) for part in ast.walk(node) if part is not node)
            elif isinstance(value, str) and value != HOLE:
                yield from name_made(value, node.lineno, found)
    for value, node in folding.syntax.paths:
        if id(node) not in inside:
            found.uses.append(Use("path", value, node.lineno))
    for node, value in paths:
        if id(node) not in inside and value != BESIDE + "/" + folding.file_name:
            path_used(value, node.lineno, found)


def makers(folding: Folding) -> List[Spot]:
    """Calls that give paths, and methods of constants that make names."""
    found: List[Spot] = []
    for spot in folding.syntax.calls:
        func = spot.node.func
        name = last_name(func)
        if name not in calls.MAKERS:
            continue
        holder = getattr(func, "value", None)
        if holder.__class__ is CONSTANT:
            text = holder.s if OLD else holder.value
            if text.__class__ is str and ("." in text or "/" in text) and PIECE.issuperset(text):
                found.append(spot)
        elif name not in ("join", "format") or holder is None or last_name(holder) in PATH_MODULES:
            found.append(spot)
    return found


def name_made(value: str, line: int, found: calls.Found) -> Iterator[Tuple[str, int]]:
    pattern = pattern_of(value)
    if "*" not in pattern:
        yield from ((name, line) for name in texts.names_of(pattern))
    elif PREFIXED.match(pattern) and "*" not in value:
        found.computed.append(Computed(pattern, line, "text"))


def path_used(value: str, line: int, found: calls.Found) -> None:
    if value[0] == FOLDER_OF:
        package = pattern_of(value[1:].partition("/")[0])
        found.uses.append(Use("resource", package, line))
        return
    shown = path_shown(value)
    # The folder of the file itself, and those above, are where paths begin.
    if shown and shown.strip("./"):
        found.uses.append(Use("path", shown, line))


def selections(folding: Folding, found: calls.Found) -> None:
    """``entry_points()`` is all of them, unless everything that is taken from it is by a group."""
    by_name = False
    for spot, holder in chosen_from(folding):
        if Reference(calls.GROUPS_OF_ALL) not in folding.values(holder, spot.scope):
            continue
        by_name = by_name or isinstance(holder, ast.Name)
        for part in ast.walk(holder):
            found.unselected.pop(id(part), None)
        if isinstance(spot.node, ast.Call) and spot.node.func.attr == "select":
            continue
        index: Any = spot.node.args[0] if isinstance(spot.node, ast.Call) else spot.node.slice
        index = index.value if type(index).__name__ == "Index" else index
        for value in folding.values(index, spot.scope):
            found.uses.append(Use("group", pattern_of(value), spot.node.lineno))
    if not by_name:
        found.uses.extend(Use("group", "*", line) for line in found.unselected.values())


def chosen_from(folding: Folding) -> Iterator[Tuple[Spot, ast.expr]]:
    if "entry_points" not in folding.callers:
        return
    for spot in folding.syntax.calls:
        func = spot.node.func
        if isinstance(func, ast.Attribute) and func.attr in ("get", "select") and (spot.node.args or spot.node.keywords):
            yield spot, func.value
    for spot in folding.syntax.subscripts:
        yield spot, spot.node.value


def places(folding: Folding, found: calls.Found) -> None:
    """``module.__file__`` and ``module.__path__`` lead to what lies beside another module."""
    for spot in folding.syntax.places:
        for value in folding.values(spot.node.value, spot.scope):
            if isinstance(value, Reference) and value.name not in ("__spec__", "__loader__"):
                found.uses.append(Use("resource", pattern_of(foldcalls.name_of(value.name)), spot.node.lineno))


def of_lists(folding: Folding, found: calls.Found) -> None:
    """The words of a command: ``-m`` and a module."""
    if "-m" not in folding.syntax.seen:
        return
    for spot in folding.syntax.lists:
        words = spot.node.elts
        for at, word in enumerate(words[:-1]):
            if getattr(word, "value", getattr(word, "s", None)) == "-m":
                run(folding, words[at + 1], spot, found)
    for spot in folding.syntax.calls:
        words = spot.node.args
        for at, word in enumerate(words[:-1]):
            # Something to run stands before it.
            if at and getattr(word, "value", getattr(word, "s", None)) == "-m":
                run(folding, words[at + 1], spot, found)


def run(folding: Folding, node: ast.expr, spot: Spot, found: calls.Found) -> None:
    for value in folding.values(node, spot.scope):
        pattern = pattern_of(value)
        if "*" in pattern:
            found.computed.append(Computed(pattern, spot.node.lineno, "run_module"))
        elif DOTTED.match(pattern):
            found.imports.append(Import(pattern, (), spot.node.lineno, True))
            found.imports.append(Import(pattern + ".__main__", (), spot.node.lineno, True))


def rebound(folding: Folding, found: calls.Found) -> bool:
    """Assignments that change what imports find: of import folders, and of the module itself."""
    more = False
    for target, source, spot in folding.syntax.assigned:
        base: Any = target.value if isinstance(target, ast.Subscript) else target
        if last_name(base) in ("path", "__path__", "submodule_search_locations"):
            if last_name(base) != "path" or Reference("sys.path") in folding.values(base, spot.scope):
                given = calls.Given(folding, found, spot.node, spot.scope, False, "__path__", [], {})
                calls.folders(given, folding.values(source, spot.scope), True)
        elif isinstance(target, ast.Subscript):
            holder = folding.values(base, spot.scope) if last_name(base) == "modules" else ()
            if Reference("sys.modules") in holder and folding.own_name in keys_of(folding, target, spot):
                more = True
                lazy_maker(folding, source, spot, "sys.modules", found)
            more = more or last_name(getattr(base, "func", None)) in ("globals", "vars", "locals")
    for binding in folding.syntax.module.names.get("__getattr__", ()):
        if binding.kind == "value" and binding.node is not None:
            lazy_maker(folding, binding.node, Spot(binding.node, binding.scope, False), "__getattr__", found)
    for binding in folding.syntax.module.names.get("__path__", ()):
        if binding.kind == "value":
            given = calls.Given(folding, found, binding.node, binding.scope, False, "__path__", [], {})
            calls.folders(given, folding.values(binding.node, binding.scope), True)
    return more


def keys_of(folding: Folding, target: ast.Subscript, spot: Spot) -> Tuple[Any, ...]:
    index: Any = target.slice
    return folding.values(index.value if type(index).__name__ == "Index" else index, spot.scope)


def lazy_maker(folding: Folding, source: ast.expr, spot: Spot, what: str, found: calls.Found) -> None:
    """Another's function or class makes this module lazy: given the module's name, it imports from its package."""
    if not isinstance(source, ast.Call):
        return
    given = [value for part in source.args for value in folding.values(part, spot.scope)]
    given += [value for part in source.keywords for value in folding.values(part.value, spot.scope)]
    if any(isinstance(value, str) and value[:1] == PACKAGE for value in given):
        pattern = ".*" if folding.own_name == PACKAGE else pattern_of(folding.own_name + "." + HOLE)
        found.computed.append(Computed(pattern, spot.node.lineno, what))
    file = BESIDE + "/" + folding.file_name
    if file in given:
        found.uses.append(Use("path", "./%s.pyi" % folding.file_name.rpartition(".")[0], spot.node.lineno))


def handed_on(tree: ast.Module, folding: Folding, found: calls.Found) -> None:
    """A function that imports, given to something that is not understood."""
    names = {name.rpartition(".")[2] for name in calls.IMPORTERS}
    aliases = {name for name, sources in folding.syntax.renames.items() if not sources.isdisjoint(names)}
    names |= aliases
    if names.isdisjoint(folding.callers) and not aliases and names.isdisjoint(bound(folding)):
        return
    plain = {id(spot.node.func) for spot in folding.syntax.calls}
    for spot in folding.syntax.calls:
        parts = spot.node.args + [keyword.value for keyword in spot.node.keywords]
        for part in parts:
            if last_name(part) in names and id(part) not in plain | found.handled:
                for value in folding.values(part, spot.scope):
                    name = foldcalls.renamed(value.name) if isinstance(value, Reference) else ""
                    if name in calls.IMPORTERS and last_name(spot.node.func) not in ("partial", "hasattr"):
                        found.computed.append(Computed("*", spot.node.lineno, name.rpartition(".")[2]))


def bound(folding: Folding) -> Set[str]:
    return set(folding.syntax.module.names)


def in_text(text: str, line: int, found: calls.Found) -> None:
    for words in texts.statements_of(text):
        found.imports.append(Import(words[0], tuple(words[1:]), line, True))
    for name in texts.run_by(text):
        found.imports.append(Import(name, (), line, True))
        found.imports.append(Import(name + ".__main__", (), line, True))


def in_code(
    code: str, line: int, found: calls.Found, folded: Dict[str, int], path: str, depth: int
) -> None:
    """Code that the file itself runs: as a source of its own where it is whole."""
    if depth >= DEEPEST_CODE or len(code) > texts.LONGEST_CODE:
        return
    try:
        tree = ast.parse(code.strip().replace(HOLE, "_"), path)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        in_text(code, line, found)
        return
    inner = scan_tree(tree, path, depth + 1)
    found.imports.extend(one._replace(line=line) for one in inner.imports)
    found.computed.extend(one._replace(line=line) for one in inner.computed)
    found.uses.extend(one._replace(line=line) for one in inner.uses)
    for text in inner.texts:
        folded.setdefault(text.value, line)
