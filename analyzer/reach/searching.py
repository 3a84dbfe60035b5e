"""Calls that list folders and packages, and that say where imports look."""

import re

from reach.given import Given, Meaning
from reach.importing import find_spec
from reach.values import BESIDE, FOLDER_OF, HOLE, PACKAGE, Value, Values, is_members, members_of, path_shown, pattern_of


def listing_of(value: Value) -> str:
    """A folder or package that is listed; "" where nothing of it is known."""
    if not isinstance(value, str):
        return ""
    value = re.split(r"[^/]*[*?\[]", value, maxsplit=1)[0] if value[:1] in (BESIDE, FOLDER_OF, "/", "~") else value
    if value[:1] == FOLDER_OF:
        package, _, below = value[1:].partition("/")
        below = below.rstrip("/").partition(HOLE)[0].rstrip("/")
        name = pattern_of(package)
        return name if not below else (name if name.endswith(".") else name + ".") + below.replace("/", ".")
    if value[:1] == HOLE:
        # A known folder in one that is not: most often of a package that is told.
        tail = value.rpartition(HOLE)[2].strip("/").replace("/", ".")
        return "*." + tail if re.match(r"[\w.]+$", tail) else ""
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
    if value == ".":
        return ""
    return value if "/" in value else value + "/"


def add_folder(position: int, is_sequence: bool = False) -> Meaning:
    def meaning(given: Given) -> None:
        folders(given, given.at(position), is_sequence)

    return meaning


def path_finder(given: Given) -> None:
    find_spec(given)
    folders(given, given.at(1, "path"), True)
