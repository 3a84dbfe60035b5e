"""What one walk over a source's tree gathers: imports, texts, what names are bound to, and what to fold."""

import ast
from typing import Any, Dict, List, NamedTuple, Set, Tuple

from reach import texts
from reach.records import Import
from reach.scopes import Binding, Function, Scope

METADATA = ((".dist-info", "distribution"), (".egg-info", "distribution"), ("entry_points.txt", "group"))


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
        # The known beginnings of names that are put together, here or elsewhere.
        self.templates: Dict[str, int] = {}
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
        # Modules that stars are imported from, and bodies of lambdas with scopes of their own.
        self.stars: List[str] = []
        self.later: List[Tuple[ast.expr, Scope]] = []
        self.named_lambdas: Dict[int, str] = {}
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
        if "-" in found and texts.HYPHENED.match(found):
            # As commands are spelled, and programs make names of them.
            self.texts.setdefault(found.replace("-", "_"), line)
        if len(found) <= texts.LONGEST_NAME:
            for name in texts.names_of(found):
                self.texts.setdefault(name, line)
        if "-info" in found or "entry_points.txt" in found:
            for part, what in METADATA:
                if part in found:
                    self.metadata.setdefault(what, line)
        if "{" in found or "%" in found or "$" in found:
            if texts.TEMPLATE.match(found):
                self.templates.setdefault(texts.FILLED.sub("*", found), line)
        if "." in found and found not in self.texts:
            for name in texts.inner_names(found):
                self.texts.setdefault(name, line)
        if "import" in found or "-m" in found:
            self.code.append((found, line))


Expressions = List[Any]
Work = List[Tuple[List[ast.stmt], Scope, bool]]
