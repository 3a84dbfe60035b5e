"""What expressions of a source come to: texts with holes, members, tables, and things that imports name."""

import posixpath
import re
from typing import Any, Dict, Iterable, List, NamedTuple, Tuple

# What only a run knows. None of these signs stands in a module's name or a path.
HOLE = "\0"
# The file's own package; twice for the one that it is in, and so on.
PACKAGE = "\1"
# The folder of the file.
BESIDE = "\2"
# Before a package's name: the folder of that package.
FOLDER_OF = "\3"

# Folders of the program's interpreter, which may be another than that which reads: its prefix, and those that imports
# look in.
PREFIX = "/{prefix}"
IMPORT_FOLDERS = "/{import folders}"

MOST_VALUES = 64
MOST_MEMBERS = 256
LONGEST = 4096


class Table(NamedTuple):
    """A dictionary; one key may have more than one value."""

    items: Tuple[Tuple[Any, Any], ...]


class Reference(NamedTuple):
    """What an import leads to: a module, or what is in one: "importlib.import_module", ".data"."""

    name: str


class Call(NamedTuple):
    """A function of a module with some arguments given (functools.partial), or what a call gave."""

    function: str
    arguments: Tuple[Any, ...]
    keywords: Tuple[Tuple[str, Any], ...]


Value = Any
Values = Tuple[Value, ...]
UNKNOWN: Values = (HOLE,)



SMALL = (Reference, int, type(None))


def distinct(found: Any, most: int = MOST_VALUES) -> Values:
    """Each once, in order; what is too long or too many is unknown."""
    if found is UNKNOWN:
        return found
    if found.__class__ is tuple and len(found) == 1 and found[0].__class__ in SMALL:
        return found
    kept: List[Value] = []
    for one in found:
        kind = one.__class__
        if kind is str:
            one = one if len(one) <= LONGEST else HOLE
        elif (kind is tuple or kind is Table) and size_of(one) > MOST_MEMBERS * 4:
            one = HOLE
        if one not in kept:
            if len(kept) >= most:
                return tuple(kept) if HOLE in kept else tuple(kept) + UNKNOWN
            kept.append(one)
    return tuple(kept) or UNKNOWN


def size_of(value: Value) -> int:
    if isinstance(value, Table):
        return sum(1 + size_of(item) for _, item in value.items)
    return sum(map(size_of, value)) if value.__class__ is tuple else 1


def is_members(value: Value) -> bool:
    return value.__class__ is tuple


def members_of(value: Value) -> Values:
    """What iterating over a value gives."""
    if isinstance(value, Table):
        return distinct((key for key, _ in value.items), MOST_MEMBERS)
    if is_members(value):
        return value or UNKNOWN
    return UNKNOWN


def text_of(value: Value) -> str:
    """A value inside of a text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int):
        return HOLE
    return str(value)


PERCENT = re.compile(r"%(?:\((\w+)\))?[-+ #0]*(\*|\d+)?(?:\.(?:\*|\d+))?([a-zA-Z%])")


def percent(text: str, right: Value) -> str:
    """``text % right``."""
    rest = list(right) if is_members(right) else [right]
    table = dict(right.items) if isinstance(right, Table) else {}

    def one(match: Any) -> str:
        name, width, kind = match.groups()
        if kind == "%":
            return "%"
        found = table.get(name, HOLE) if name else rest.pop(0) if rest else HOLE
        return HOLE if width or kind not in "sd" else text_of(found)

    return PERCENT.sub(one, text)


BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


def braces(text: str, arguments: Values, keywords: Dict[str, Value]) -> str:
    """``text.format(...)``."""
    rest = list(arguments)

    def one(match: Any) -> str:
        field = match.group(1)
        if field is None:
            return match.group(0)[0]
        if not field:
            return text_of(rest.pop(0)) if rest else HOLE
        if field.isdigit():
            return text_of(arguments[int(field)]) if int(field) < len(arguments) else HOLE
        return text_of(keywords.get(field, HOLE))

    return BRACES.sub(one, text)


def is_path(value: Value) -> bool:
    return isinstance(value, str) and value[:1] in (BESIDE, FOLDER_OF, "/", "~")


def folder(path: str) -> str:
    """``os.path.dirname``, also of what is relative to something."""
    if path in (BESIDE, FOLDER_OF):
        return path + "/.."
    if path.endswith("/.."):
        return path + "/.."
    head, slash, tail = path.rpartition("/")
    if slash:
        return head or "/"
    if path[:1] == FOLDER_OF:
        # The folder of a package: above it is the one of the package around it.
        return path + "/.."
    return HOLE if HOLE in tail else ""


def join(parts: Iterable[str]) -> str:
    """``os.path.join``; a ".." goes up where that is known to be right."""
    joined = ""
    for part in parts:
        if is_path(part) and part[:1] != "~":
            joined = part
        elif joined and not joined.endswith("/"):
            joined = joined + "/" + part
        else:
            joined = joined + part
    return tidy(joined)


def tidy(path: str) -> str:
    if "/" not in path:
        return path
    if path[0] == "/":
        return posixpath.normpath(path)
    kept: List[str] = []
    for part in path.split("/"):
        if part == ".." and len(kept) > 1 and kept[-1] != ".." and HOLE not in kept[-1]:
            kept.pop()
        elif part not in ("", "."):
            kept.append(part)
    return "/".join(kept)


def package_above(name: str) -> str:
    """``name.rpartition(".")[0]``, which for the file's own package is the one around it."""
    head, dot, _ = name.rpartition(".")
    if dot:
        return head
    return name + PACKAGE if name and not name.strip(PACKAGE) else ""


def pattern_of(value: Value) -> str:
    """A module's name for a record: dots where it is relative, "*" for what is not known."""
    if not isinstance(value, str):
        return "*"
    ups = len(value) - len(value.lstrip(PACKAGE))
    rest = value[ups:]
    if ups:
        # "pkg.x" of the file's package is ".x"; "pkgx" is no module of it that could be known.
        if rest[:1] == HOLE:
            return "*"
        if rest and rest[0] != ".":
            return "*"
        rest = "." * ups + rest[1:]
    if PACKAGE in rest or BESIDE in rest or FOLDER_OF in rest:
        return "*"
    return re.sub(r"\*+", "*", rest.replace(HOLE, "*"))


def path_shown(value: Value) -> str:
    """A path for a record; "" for what is none."""
    if not isinstance(value, str) or PACKAGE in value or len(value) > 1024:
        return ""
    if value[:1] == BESIDE:
        rest = tidy(value[1:].lstrip("/"))
        if BESIDE in rest:
            return ""
        rest = rest if rest.startswith("..") else "./" + rest
        rest = rest if "/" in rest else rest + "/"
    elif value[:1] in ("/", "~"):
        rest = value
    else:
        return ""
    return re.sub(r"\*+", "*", rest.replace(HOLE, "*"))
