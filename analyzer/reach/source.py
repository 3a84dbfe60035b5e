"""A source's tree to its scan: what the walk found, what folding makes of it, and what calls mean."""

import ast
from typing import Any, Dict, Iterator, List, Set, Tuple

from reach import calls, texts
from reach.calls import FUNCTIONS_KNOWN, IMPORTERS
from reach.commands import in_text, of_lists
from reach.folding import Folding
from reach.given import Found
from reach.listed import in_lists
from reach.nodes import index_of, last_name
from reach.rebound import rebound
from reach.records import MOST_RECORDS, Computed, Import, Scan, Text, Use
from reach.references import name_of, renamed
from reach.selections import selections
from reach.statements import read
from reach.syntax import Spot
from reach.together import put_together
from reach.told import told, wrapped
from reach.values import HOLE, PACKAGE, Reference, path_shown, pattern_of

DEEPEST_CODE = 2
METADATA = {"importlib.metadata", "importlib_metadata", "metadata", "pkg_resources"}


def scan_tree(tree: ast.Module, path: str, depth: int = 0) -> Scan:
    syntax = read(tree)
    file_name = path.rpartition("/")[2] or "module.py"
    stem = file_name.partition(".")[0]
    own_name = PACKAGE if stem == "__init__" else "%s.%s" % (PACKAGE, stem)
    folding = Folding(syntax, own_name, file_name, FUNCTIONS_KNOWN)
    found = Found(syntax.imports, [], [], [], set(), {})
    folded: Dict[str, int] = dict(syntax.texts)
    calls.understand(folding, syntax.calls, found)
    selections(folding, found)
    for names in (put_together(folding, found), in_lists(folding)):
        for name, line in names:
            folded.setdefault(name, line)
    found.computed.extend(Computed(pattern, line, "text") for pattern, line in syntax.templates.items())
    found.uses.extend(Use(what, "*", line) for what, line in syntax.metadata.items())
    places(folding, found)
    of_lists(folding, found)
    more = rebound(folding, found) or syntax.has_more_names or "__getattr__" in syntax.module.names
    handed_on(folding, found)
    for code, line in syntax.code:
        in_text(code, line, found)
    for code, line in found.code:
        in_code(code, line, found, folded, path, depth)
    bound = sorted(syntax.module.names) + (["*"] if more else [])
    return finished(found, folded, bound)._replace(
        told=told(tree, folding, found), wrapped=wrapped(tree, folding)
    )


def finished(found: Found, folded: Dict[str, int], names: List[str]) -> Scan:
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
    seen: Set[Tuple[str, ...]] = set()
    for one in sorted(records, key=lambda one: (one.line, one)):
        key = tuple(part for part in one if isinstance(part, str))
        if key not in seen:
            seen.add(key)
            yield one


def places(folding: Folding, found: Found) -> None:
    """``module.__file__`` and ``module.__path__`` lead to what lies beside another module."""
    for spot in folding.syntax.places:
        if spot.node.attr == "entry_points":
            points(folding, found, spot)
            continue
        for value in folding.values(spot.node.value, spot.scope):
            if not isinstance(value, Reference) or value.name in ("__spec__", "__loader__"):
                continue
            if spot.node.attr == "working_set":
                found.uses.append(Use("distribution", "*", spot.node.lineno))
            else:
                found.uses.append(Use("resource", pattern_of(name_of(value.name)), spot.node.lineno))
    for one in folding.syntax.imports:
        if "working_set" in one.names:
            found.uses.append(Use("distribution", "*", one.line))
    for spot in folding.syntax.subscripts:
        if last_name(spot.node.value) in ("cdll", "pydll"):
            for value in folding.values(index_of(spot.node), spot.scope):
                found.uses.append(Use("library", path_shown(value) or pattern_of(value), spot.node.lineno))


def points(folding: Folding, found: Found, spot: Spot) -> None:
    """``distribution.entry_points``: of those that the file asks for, or of any that it is given."""
    holder = spot.node.value
    is_own = isinstance(holder, ast.Name) and holder.id == "self"
    if is_own or any(isinstance(value, Reference) for value in folding.values(holder, spot.scope)):
        return
    asked = [use.value for use in found.uses if use.what == "distribution"]
    if not asked and any(METADATA.intersection(one.names + (one.name,)) for one in folding.syntax.imports):
        asked = ["*"]
    found.uses.extend(Use("points", value, spot.node.lineno) for value in asked)


def handed_on(folding: Folding, found: Found) -> None:
    """A function that imports, given to something that is not understood."""
    names = {name.rpartition(".")[2] for name in IMPORTERS}
    names |= {name for name, sources in folding.syntax.renames.items() if not sources.isdisjoint(names)}
    for node, scope, _ in folding.syntax.calls:
        for part in node.args + [keyword.value for keyword in node.keywords]:
            kind = part.__class__
            name = part.id if kind is ast.Name else part.attr if kind is ast.Attribute else ""
            if name not in names or id(part) in found.handled or last_name(node.func) in ("partial", "hasattr"):
                continue
            for value in folding.values(part, scope):
                full = renamed(value.name) if isinstance(value, Reference) else ""
                if full in IMPORTERS:
                    found.computed.append(Computed("*", node.lineno, full.rpartition(".")[2]))


def in_code(
    code: str, line: int, found: Found, folded: Dict[str, int], path: str, depth: int
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
