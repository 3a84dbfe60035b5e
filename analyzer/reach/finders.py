"""Finders that installers of projects in place put beside the packages. They are read, never run: what they
know of the project are constants (a mapping of names to paths) in a module that a .pth file imports."""

import ast
import json
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Set, Tuple, cast

from image import join
from reach.listing import Listings
from reach.startup import Line

LARGEST = 1 << 22
MOST_NAMES = 100000
SUFFIXES = (".py", ".pyc", ".so")
PLAN = "/meson-info/intro-install_plan.json"
PLACES = ("{py_purelib}/", "{py_platlib}/", "{moduledir_shared}/")


class Finders(NamedTuple):
    """``mapping``: a module's name to its file, its package folder, or a file without its suffix;
    ``namespaces``: a namespace package's name to its folders. Paths are as the finders spell them."""

    mapping: Dict[str, str]
    namespaces: Dict[str, List[str]]


def read(listings: Listings, lines: List[Line]) -> Finders:
    """What the modules that start-up code imports from beside it map."""
    found = Finders({}, {})
    done: Set[str] = set()
    for line in lines:
        for name in imported(line.text):
            files = listings.of(line.folder).modules.get(name, [])
            path = files[0].path if files and files[0].kind == "source" else ""
            if path and path not in done:
                done.add(path)
                tree = parse(listings.image.read(path, LARGEST))
                if tree is not None:
                    collect(listings, tree, line.folder, found)
    return found


def parse(data: Optional[bytes]) -> Optional[ast.AST]:
    try:
        return None if data is None or len(data) >= LARGEST else ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def imported(text: str) -> Iterator[str]:
    """The modules that a line of code imports by a statement or by __import__."""
    tree = parse(text.encode("utf-8", "surrogateescape"))
    for node in ast.walk(tree) if tree is not None else ():
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Call) and node.args and called(node) == "__import__":
            name = constant(node.args[0])
            if name:
                yield name


def collect(listings: Listings, tree: ast.AST, folder: str, found: Finders) -> None:
    """Dictionaries and calls with names and paths, whoever's finder it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values):
                enter(folder, constant(key), value, found)
        elif isinstance(node, ast.Call) and len(node.args) >= 2:
            enter(folder, constant(node.args[0]), node.args[1], found)
            build = constant(node.args[2]) if len(node.args) > 2 else ""
            if build.startswith("/") and called(node) == "install":
                for name, path in planned(listings.image.read(build + PLAN, LARGEST)):
                    found.mapping.setdefault(name, path)


def enter(folder: str, name: str, value: ast.AST, found: Finders) -> None:
    """One name and its path; a list of paths is a namespace package's."""
    if not all(part.isidentifier() for part in name.split(".")) or len(found.mapping) >= MOST_NAMES:
        return
    if isinstance(value, (ast.List, ast.Tuple)):
        paths = [path for path in map(constant, value.elts) if path.startswith("/")]
        if paths:
            found.namespaces.setdefault(name, []).extend(paths)
    else:
        path = constant(value)
        # A relative one is of a file that the build made, beside the finder.
        if path.startswith("/") or (path.endswith(SUFFIXES) and ".." not in path):
            found.mapping[name] = join(folder, path)


def planned(data: Optional[bytes]) -> Iterator[Tuple[str, str]]:
    """Names and paths of a Meson build that stays where it was built, by its install plan."""
    try:
        plan: Any = json.loads((data or b"{}").decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return
    for part in dictionary(plan).values():
        for path, entry in dictionary(part).items():
            target = str(dictionary(entry).get("destination", ""))
            place = next((place for place in PLACES if target.startswith(place)), None)
            if place is not None and target.endswith(SUFFIXES):
                *above, name = target[len(place) :].split("/")
                stem = name.partition(".")[0]
                yield ".".join(above if stem == "__init__" else above + [stem]), path


def dictionary(value: Any) -> Dict[str, Any]:
    return cast(Dict[str, Any], value) if isinstance(value, dict) else {}


def constant(node: Optional[ast.AST]) -> str:
    """A string constant's text, or nothing: 3.6 and 3.7 have a class of their own for it."""
    value = getattr(node, "value", None) if hasattr(node, "value") else getattr(node, "s", None)
    return value if isinstance(value, str) else ""


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))
