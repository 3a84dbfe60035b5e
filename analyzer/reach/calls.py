"""Which calls mean what, by the full names of functions and by methods that mean the same on anything."""

import ast
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

from reach.foldcalls import arguments_of
from reach.folding import Folding
from reach.functions import FUNCTIONS
from reach.given import Found, Given, Meaning
from reach.importing import dunder_import, find_spec, import_module, load_file, resolve_name, run_code, run_module
from reach.nodes import last_name
from reach.references import renamed
from reach.scopes import Scope
from reach.searching import add_folder, folders, list_folder, list_itself, list_modules, path_finder
from reach.syntax import Spot
from reach.using import (
    contents,
    distribution,
    entry_point,
    entry_points,
    every_distribution,
    group,
    library,
    resource,
    select,
)
from reach.values import Call, Reference, distinct, members_of


def mapped(given: Given) -> None:
    """``map(import_module, names)``."""
    if not given.node.args:
        return
    for value in given.at(0):
        name = renamed(value.name) if isinstance(value, Reference) else ""
        if name in IMPORTERS:
            given.found.handled.add(id(given.node.args[0]))
            members = distinct(member for value in given.at(1) for member in members_of(value))
            MEANINGS[name](given._replace(what=name, positional=[members], keywords={}))


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
    "load_entry_point": entry_point,
    "get_entry_info": group(0),
    "get_entry_map": group(0),
    "select": select,
    "LoadLibrary": library,
    "load_library": library,
    "dlopen": library,
    "iterdir": list_itself,
    "glob": list_itself,
    "rglob": list_itself,
    "map": mapped,
}
# Also what other functions are made or reached with.
FUNCTIONS_KNOWN = frozenset(MEANINGS) | frozenset(METHODS) | frozenset(FUNCTIONS)
KNOWN = {name.rpartition(".")[2] for name in MEANINGS} | set(METHODS)
GROUPS_OF_ALL = "importlib.metadata.entry_points()"
ADDING = {"append", "insert", "extend"}
MAKERS = {"format", "join", "joinpath", "Path", "PurePath", "path", "with_name", "with_suffix", "resource_filename"}


def targets(folding: Folding, func: Any, scope: Scope) -> Iterator[Tuple[str, Optional[Call]]]:
    """The functions that a call may be of, by their full names."""
    for value in folding.values(func, scope):
        if isinstance(value, Reference):
            yield renamed(value.name), None
        elif isinstance(value, Call):
            yield renamed(value.function), value


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
        positional, keywords = arguments_of(folding, node, scope, 0)
        if partial is not None:
            positional = list(partial.arguments) + positional
            keywords = dict(partial.keywords, **keywords)
        meaning(Given(folding, found, node, scope, optional, target, positional, keywords))
    if done:
        return
    if isinstance(func, ast.Attribute) and name in METHODS:
        positional, keywords = arguments_of(folding, node, scope, 0)
        METHODS[name](Given(folding, found, node, scope, optional, name, positional, keywords))
    elif isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "__path__":
        positional, keywords = arguments_of(folding, node, scope, 0)
        given = Given(folding, found, node, scope, optional, "__path__", positional, keywords)
        folders(given, positional[-1] if positional else (), name == "extend")
