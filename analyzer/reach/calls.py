"""Which calls mean what: imports by name, entry points, metadata, libraries, resources, listings, import folders."""

import ast
import re
from typing import Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Set, Tuple

from reach import foldcalls, names, texts
from reach.folding import Folding
from reach.records import Computed, Import, Use
from reach.scopes import Scope
from reach.syntax import Spot, last_name
from reach.values import (
    BESIDE,
    FOLDER_OF,
    HOLE,
    PACKAGE,
    Call,
    Reference,
    Value,
    Values,
    distinct,
    is_members,
    members_of,
    path_shown,
    pattern_of,
)


class Found(NamedTuple):
    """What the calls of a file reach.

    ``handled`` are the references to importing functions that are understood, ``unselected`` the calls for all entry
    points, with their lines.
    """

    imports: List[Import]
    computed: List[Computed]
    uses: List[Use]
    code: List[Tuple[str, int]]
    handled: Set[int]
    unselected: Dict[int, int]


class Given(NamedTuple):
    """A call that is looked at: its arguments' values."""

    folding: Folding
    found: Found
    node: Any
    scope: Scope
    optional: bool
    what: str
    positional: List[Values]
    keywords: Dict[str, Values]

    def at(self, position: int, *keywords: str) -> Values:
        if position < len(self.positional):
            return self.positional[position]
        return next((self.keywords[name] for name in keywords if name in self.keywords), ())

    def use(self, what: str, value: str) -> None:
        if value:
            self.found.uses.append(Use(what, value, self.node.lineno))


def record(given: Given, named: Iterable[names.Named], optional: bool = False) -> None:
    line, what = given.node.lineno, given.what.rpartition(".")[2]
    for one in named:
        if "*" in one.name:
            given.found.computed.append(Computed(one.name, line, what))
        else:
            given.found.imports.append(Import(one.name, one.taken, line, optional or given.optional))


def import_module(given: Given) -> None:
    record(given, names.of_module(given.at(0, "name"), given.at(1, "package")))


def find_spec(given: Given) -> None:
    record(given, names.of_module(given.at(0, "name", "fullname"), given.at(1, "package")), True)


def dunder_import(given: Given) -> None:
    record(given, names.of_import(given.at(0, "name"), given.at(3, "fromlist"), given.at(4, "level")))


def resolve_name(given: Given) -> None:
    for value in given.at(0, "name", "path"):
        dotted = texts.names_of(value) if isinstance(value, str) and HOLE not in value else []
        record(given, names.of_module((dotted[0] if dotted else value,), ()))


def run_module(given: Given) -> None:
    named = list(names.of_module(given.at(0, "mod_name"), ()))
    record(given, named)
    record(given, [names.Named(one.name + ".__main__", ()) for one in named if "*" not in one.name], True)


def load_file(position: int, *keywords: str) -> "Meaning":
    """A module of a file: where the file is not known, its module is not."""

    def meaning(given: Given) -> None:
        for value in given.at(position, *keywords):
            shown = path_shown(value)
            given.use("path", shown)
            if not shown or "*" in shown:
                given.found.computed.append(Computed("*", given.node.lineno, given.what.rpartition(".")[2]))

    return meaning


def path_finder(given: Given) -> None:
    find_spec(given)
    folders(given, given.at(1, "path"), True)


def mapped(given: Given) -> None:
    """``map(import_module, names)``."""
    if not given.node.args:
        return
    for value in given.at(0):
        name = foldcalls.renamed(value.name) if isinstance(value, (Reference,)) else ""
        if name in IMPORTERS:
            given.found.handled.add(id(given.node.args[0]))
            members = distinct(member for value in given.at(1) for member in members_of(value))
            MEANINGS[name](given._replace(what=name, positional=[members], keywords={}))


def run_code(given: Given) -> None:
    for value in given.at(0, "source"):
        if isinstance(value, str):
            given.found.code.append((value, given.node.lineno))
        if not isinstance(value, str) or HOLE in value:
            if not isinstance(value, (Reference, Call)):
                given.found.computed.append(Computed("*", given.node.lineno, given.what.rpartition(".")[2]))


def group(position: int) -> "Meaning":
    def meaning(given: Given) -> None:
        for text in names.of_texts(given.at(position, "group")) or ["*"]:
            given.use("group", text)

    return meaning


def entry_points(given: Given) -> None:
    """All of them, where nothing says which; what is selected from the result says so by itself."""
    if "group" in given.keywords:
        group(9)(given)
    elif given.keywords:
        given.use("group", "*")
    else:
        given.found.unselected[id(given.node)] = given.node.lineno


def select(given: Given) -> None:
    if "group" in given.keywords:
        group(9)(given)


def distribution(given: Given) -> None:
    for text in names.of_texts(given.at(0, "distribution_name", "name", "dist")) or ["*"]:
        match = re.match(r"[\w.*-]+", text.lstrip())
        given.use("distribution", match.group() if match else "*")


def every_distribution(given: Given) -> None:
    given.use("distribution", "*")


def library(given: Given) -> None:
    for value in given.at(0, "name"):
        if isinstance(value, str) and value:
            given.use("library", path_shown(value) or pattern_of(value))
        elif value is not None and not isinstance(value, int):
            given.use("library", "*")


def resource(given: Given) -> None:
    values = given.at(0, "anchor", "package", "package_or_requirement")
    for value in values or (PACKAGE,):
        if isinstance(value, Reference):
            given.use("resource", value.name)
        else:
            given.use("resource", pattern_of(value))


def contents(given: Given) -> None:
    resource(given)
    for value in given.at(0, "package"):
        given.use("listing", value.name if isinstance(value, Reference) else pattern_of(value))


def listing_of(value: Value) -> str:
    """A folder or package that is listed; "" where nothing of it is known."""
    if not isinstance(value, str):
        return ""
    value = re.split(r"[^/]*[*?\[]", value, 1)[0] if value[:1] in (BESIDE, FOLDER_OF, "/", "~") else value
    if value[:1] == FOLDER_OF:
        package, _, below = value[1:].partition("/")
        below = below.rstrip("/").partition(HOLE)[0].rstrip("/")
        name = pattern_of(package)
        return name if not below else (name if name.endswith(".") else name + ".") + below.replace("/", ".")
    shown = path_shown(value.partition(HOLE)[0])
    return shown if not shown or shown.endswith("/") or value[:1] in ("/", "~") else shown + "/"


def list_modules(given: Given) -> None:
    paths = given.at(0, "path")
    if not paths or paths == (None,):
        given.use("listing", "*")
    for value in paths:
        for member in members_of(value) if is_members(value) else (HOLE,):
            shown = listing_of(member)
            given.use("listing", {"./": "."}.get(shown, shown) or "*")


def list_folder(given: Given) -> None:
    for value in given.at(0, "path", "top", "pathname"):
        given.use("listing", listing_of(value))


def list_itself(given: Given) -> None:
    """``path.iterdir()``, ``path.glob(...)``."""
    for value in given.folding.values(given.node.func.value, given.scope):
        given.use("listing", listing_of(value) if isinstance(value, str) else "")


def folders(given: Given, values: Values, is_sequence: bool) -> None:
    for value in values:
        for member in members_of(value) if is_sequence else (value,):
            shown = folder_shown(member)
            # The file's own folder is where its package is found already.
            given.use("folder", "" if shown == "./" and given.what == "__path__" else shown)


def folder_shown(value: Value) -> str:
    """A folder for imports. One that is relative is so to the working folder, and has a slash like all paths."""
    if not isinstance(value, str):
        return ""
    shown = path_shown(value)
    if shown or not value or HOLE in value or PACKAGE in value or value[0] == FOLDER_OF or value.startswith(".."):
        return shown
    value = value[2:] if value.startswith("./") else value
    return value if "/" in value else value + "/"


def add_folder(position: int, is_sequence: bool = False) -> "Meaning":
    def meaning(given: Given) -> None:
        folders(given, given.at(position), is_sequence)

    return meaning


def lazy_loader(given: Given) -> None:
    """importlib.util.LazyLoader and module_from_spec: what they load is found by other calls."""


Meaning = Callable[[Given], None]
MEANINGS: Dict[str, Meaning] = {
    "importlib.import_module": import_module,
    "builtins.__import__": dunder_import,
    "importlib.__import__": dunder_import,
    "importlib.util.find_spec": find_spec,
    "importlib.find_loader": find_spec,
    "pkgutil.find_loader": find_spec,
    "pkgutil.get_loader": find_spec,
    "importlib.machinery.PathFinder.find_spec": path_finder,
    "importlib.machinery.PathFinder.find_module": path_finder,
    "pkgutil.resolve_name": resolve_name,
    "pydoc.locate": resolve_name,
    "runpy.run_module": run_module,
    "runpy._run_module_as_main": run_module,
    "runpy.run_path": load_file(0, "path_name"),
    "imp.find_module": find_spec,
    "imp.load_source": load_file(1, "pathname"),
    "imp.load_compiled": load_file(1, "pathname"),
    "imp.load_dynamic": load_file(1, "pathname"),
    "imp.load_module": load_file(2, "pathname"),
    "imp.load_package": load_file(1, "path"),
    "importlib.util.spec_from_file_location": load_file(1, "location"),
    "importlib.machinery.SourceFileLoader": load_file(1, "path"),
    "importlib.machinery.SourcelessFileLoader": load_file(1, "path"),
    "importlib.machinery.ExtensionFileLoader": load_file(1, "path"),
    "importlib.machinery.FileFinder": add_folder(0),
    "zipimport.zipimporter": add_folder(0),
    "builtins.map": mapped,
    "builtins.exec": run_code,
    "builtins.eval": run_code,
    "builtins.compile": run_code,
    "importlib.metadata.entry_points": entry_points,
    "importlib.metadata.version": distribution,
    "importlib.metadata.metadata": distribution,
    "importlib.metadata.requires": distribution,
    "importlib.metadata.files": distribution,
    "importlib.metadata.distribution": distribution,
    "importlib.metadata.Distribution.from_name": distribution,
    "importlib.metadata.Distribution.discover": distribution,
    "importlib.metadata.PathDistribution": every_distribution,
    "importlib.metadata.distributions": every_distribution,
    "importlib.metadata.packages_distributions": every_distribution,
    "pkg_resources.get_distribution": distribution,
    "pkg_resources.require": distribution,
    "pkg_resources.get_provider": distribution,
    "pkg_resources.find_distributions": every_distribution,
    "pkg_resources.iter_entry_points": group(0),
    "pkg_resources.load_entry_point": group(1),
    "pkg_resources.get_entry_map": group(1),
    "pkg_resources.get_entry_info": group(1),
    "ctypes.CDLL": library,
    "ctypes.PyDLL": library,
    "ctypes.WinDLL": library,
    "ctypes.cdll.LoadLibrary": library,
    "ctypes.util.find_library": library,
    "importlib.resources.files": resource,
    "importlib.resources.open_text": resource,
    "importlib.resources.open_binary": resource,
    "importlib.resources.read_text": resource,
    "importlib.resources.read_binary": resource,
    "importlib.resources.path": resource,
    "importlib.resources.is_resource": resource,
    "importlib.resources.contents": contents,
    "pkgutil.get_data": resource,
    "pkg_resources.resource_filename": resource,
    "pkg_resources.resource_string": resource,
    "pkg_resources.resource_stream": resource,
    "pkg_resources.resource_exists": resource,
    "pkg_resources.resource_isdir": resource,
    "pkg_resources.resource_listdir": contents,
    "pkgutil.iter_modules": list_modules,
    "pkgutil.walk_packages": list_modules,
    "os.listdir": list_folder,
    "os.scandir": list_folder,
    "os.walk": list_folder,
    "glob.glob": list_folder,
    "glob.iglob": list_folder,
    "sys.path.append": add_folder(0),
    "sys.path.insert": add_folder(1),
    "sys.path.extend": add_folder(0, True),
    "site.addsitedir": add_folder(0),
}
# Whose reference may be handed on: a call of it elsewhere imports what nobody here knows.
IMPORTERS = {
    "importlib.import_module",
    "builtins.__import__",
    "importlib.__import__",
    "importlib.util.find_spec",
    "pkgutil.find_loader",
    "pkgutil.resolve_name",
    "pydoc.locate",
    "runpy.run_module",
}
# Methods that mean the same on whatever they are called.
METHODS: Dict[str, Meaning] = {
    "import_module": import_module,
    "load_module": find_spec,
    "find_spec": find_spec,
    "iter_entry_points": group(0),
    "load_entry_point": group(1),
    "select": select,
    "LoadLibrary": library,
    "load_library": library,
    "dlopen": library,
    "iterdir": list_itself,
    "glob": list_itself,
    "rglob": list_itself,
    "map": mapped,
}
KNOWN = {name.rpartition(".")[2] for name in MEANINGS} | set(METHODS)
ADDING = {"append", "insert", "extend"}
GROUPS_OF_ALL = "importlib.metadata.entry_points()"
MAKERS = {"format", "join", "joinpath", "Path", "PurePath", "path", "with_name", "with_suffix", "resource_filename"}


def targets(folding: Folding, func: Any, scope: Scope) -> Iterator[Tuple[str, Optional[Call]]]:
    """The functions that a call may be of, by their full names."""
    for value in folding.values(func, scope):
        if isinstance(value, Reference):
            yield foldcalls.renamed(value.name), None
        elif isinstance(value, Call):
            yield foldcalls.renamed(value.function), value


def understand(folding: Folding, spots: List[Spot], found: Found) -> None:
    """Look at each call once; outer calls come before those inside of them."""
    for spot in spots:
        func = spot.node.func
        name = getattr(func, "attr", None) or getattr(func, "id", None)
        if name in ADDING and last_name(getattr(func, "value", None)) not in ("path", "__path__"):
            continue
        if name is None or name in KNOWN or name in folding.aliases:
            of_call(folding, spot, func, name, found)


def of_call(folding: Folding, spot: Spot, func: Any, name: Optional[str], found: Found) -> None:
    node, scope, optional = spot
    done: Set[str] = set()
    for target, partial in targets(folding, func, scope):
        if target not in MEANINGS and target.rpartition(".")[2] == "import_module":
            # A compatibility module's own, or one that is passed on.
            target = "importlib.import_module"
        meaning = MEANINGS.get(target)
        if meaning is None or target in done:
            continue
        done.add(target)
        found.handled.add(id(func))
        positional, keywords = foldcalls.arguments_of(folding, node, scope, 0)
        if partial is not None:
            positional = list(partial.arguments) + positional
            keywords = dict(partial.keywords, **keywords)
        meaning(Given(folding, found, node, scope, optional, target, positional, keywords))
    if done:
        return
    if isinstance(func, ast.Attribute) and name in METHODS:
        positional, keywords = foldcalls.arguments_of(folding, node, scope, 0)
        METHODS[name](Given(folding, found, node, scope, optional, name, positional, keywords))
    elif isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "__path__":
        positional, keywords = foldcalls.arguments_of(folding, node, scope, 0)
        given = Given(folding, found, node, scope, optional, "__path__", positional, keywords)
        folders(given, positional[-1] if positional else (), name == "extend")
