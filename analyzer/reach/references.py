"""What imports lead to, by their full names; one function has more than one name."""

from typing import Dict

from reach.values import BESIDE, FOLDER_OF, HOLE, PACKAGE, PREFIX, Reference, Value

# Other names of the same functions.
RENAMED = (
    ("importlib_metadata", "importlib.metadata"),
    ("importlib_resources", "importlib.resources"),
    ("importlib.resources.abc", "importlib.resources"),
    ("pathlib.PurePath", "pathlib.Path"),
    ("pathlib.PosixPath", "pathlib.Path"),
    ("pathlib.PurePosixPath", "pathlib.Path"),
    ("posixpath", "os.path"),
    ("six.moves.builtins", "builtins"),
    ("importlib._bootstrap", "importlib"),
    ("ctypes.pydll", "ctypes.cdll"),
    ("ctypes.windll", "ctypes.cdll"),
    ("ctypes.oledll", "ctypes.cdll"),
)
# What every system that we run on has here, and what the interpreter knows of itself.
CONSTANTS: Dict[str, Value] = {
    "os.pardir": "..",
    "os.curdir": ".",
    "os.sep": "/",
    "os.path.sep": "/",
    "os.path.pardir": "..",
    "os.extsep": ".",
    "sys.prefix": PREFIX,
    "sys.base_prefix": PREFIX,
    "sys.exec_prefix": PREFIX,
    "sys.base_exec_prefix": PREFIX,
}


def attribute_of(value: Reference, name: str) -> Value:
    """An attribute of what an import leads to."""
    base = value.name
    if name == "__name__":
        return name_of(base)
    if name == "__path__":
        return (FOLDER_OF + name_of(base),)
    if name == "__file__":
        return FOLDER_OF + name_of(base) + "/" + HOLE
    if name == "__module__":
        return name_of(base[: base.rfind(".")] if base.strip(".").count(".") or base[:1] == "." else HOLE)
    if base == "__spec__" and name in ("name", "parent", "origin"):
        return {"name": HOLE, "parent": PACKAGE, "origin": BESIDE + "/" + HOLE}[name]
    joined = base + name if base.endswith(".") else "%s.%s" % (base, name)
    for old, new in RENAMED:
        if joined == old or joined.startswith(old + "."):
            joined = new + joined[len(old) :]
    return CONSTANTS.get(joined) or Reference(joined)


def name_of(base: str) -> str:
    """A module's name in folded texts."""
    ups = len(base) - len(base.lstrip("."))
    return base if not ups else PACKAGE * ups + ("." + base[ups:] if base[ups:] else "")


def renamed(name: str) -> str:
    for old, new in RENAMED:
        if name == old or name.startswith(old + "."):
            return new + name[len(old) :]
    return name
