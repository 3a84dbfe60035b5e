"""What a scan of one file says: records that fork pools can carry, and equal for equal bytes."""

from typing import NamedTuple, Tuple


class Import(NamedTuple):
    """A statement, or a call whose name is known: constant, or folded of constants.

    ``name`` is as written: "a.b", and with its dots where it is relative to the file's package: ".", "..c".
    ``names`` is what ``from name import x, y`` takes, ("*",) for a star, () for ``import a.b`` and calls.
    ``optional``: under a handler of ImportError or wider, or in a string of code that may never run.
    """

    name: str
    names: Tuple[str, ...]
    line: int
    optional: bool


class Computed(NamedTuple):
    """A call that imports a name that is not wholly known.

    ``pattern`` has "*" for what is not known, and leading dots as an import has: "*", "pkg.*", ".*", "*.models".
    ``what`` is the function, or "python -m" for a command's, "exec" for code that is not known, "__getattr__" or
    "sys.modules" for a lazy module of another's making, "text" for a text "pkg.*" that nothing here imports (but a
    callee elsewhere may), "cython" and "rust" for C modules whose strings could not be told apart.
    """

    pattern: str
    line: int
    what: str


class Text(NamedTuple):
    """A string that may name a module: an identifier, or dotted ones, that lead with dots where they are relative.

    Of "a.b:c" there are two: "a.b" and "a.b.c". Docstrings are none.
    """

    value: str
    line: int


class Use(NamedTuple):
    """What else reaches files. A value has "*" for what is not known.

    A package is "a.b", "." (the file's own), or ".b"; a path is "/x", "sys.prefix/x", or "./x" and "../x" beside the
    file: it always has a slash, so that "./" is the file's folder and "." its package.

    "listing": the modules or files of a package or a folder. "group": entry points of a group. "distribution":
    metadata of a distribution. "points": all entry points of a distribution. "library": a C library. "path": a file or
    folder. "resource": a package whose data are read. "folder": a folder or archive where imports look from then on
    (sys.path, a __path__, site.addsitedir); one that begins otherwise than other paths do is relative to the working
    folder.
    """

    what: str
    value: str
    line: int


class Wrapped(NamedTuple):
    """A call of another module's function that hands on what ``name``, at the top level here, is given; "" is the
    package itself, which hands on its own name."""

    function: str
    name: str


class Scan(NamedTuple):
    """All of a file. ``names`` are bound at its top level, with "*" where there are more that only a run knows;
    ``told`` are those of them by which it may be told what to import."""

    imports: Tuple[Import, ...]
    computed: Tuple[Computed, ...]
    texts: Tuple[Text, ...]
    uses: Tuple[Use, ...]
    names: Tuple[str, ...]
    error: str
    told: Tuple[str, ...] = ()
    wrapped: Tuple[Wrapped, ...] = ()


# What may stand in one file; what is above is hostile, or data.
MOST_RECORDS = 5000
LARGEST = 16 << 20


def unreadable(error: str) -> Scan:
    return Scan((), (), (), (), (), error)
