"""A lone .pyc: its import instructions and its constants."""

import dis
import importlib.util
import marshal
import re
import sys
from types import CodeType
from typing import Any, Dict, Iterable, Iterator, List, Tuple

from reach import texts
from reach.records import LARGEST, MOST_RECORDS, Computed, Import, Scan, Text, Use, unreadable

HEADER = 12 if sys.version_info < (3, 7) else 16
# The known beginning of a name that is put together.
PREFIX = re.compile(r"\.*%s\.$" % texts.NAME)
IMPORTING = frozenset(
    "__import__ eval exec find_spec import_module load_module run_module spec_from_file_location".split()
)
USING = {
    "iter_modules": "listing",
    "walk_packages": "listing",
    "entry_points": "group",
    "iter_entry_points": "group",
    "CDLL": "library",
    "LoadLibrary": "library",
    "find_library": "library",
}


def scan_code(data: bytes, path: str) -> Scan:
    """Only this interpreter's own bytecode can be read, and run."""
    if len(data) > LARGEST:
        return unreadable("too large to read: %d bytes" % len(data))
    if data[:4] != importlib.util.MAGIC_NUMBER:
        return unreadable("bytecode of another Python")
    try:
        code: Any = marshal.loads(data[HEADER:])
    except (EOFError, ValueError, TypeError, MemoryError) as error:
        return unreadable("no bytecode: %s" % error)
    if not isinstance(code, CodeType):
        return unreadable("no bytecode: it holds no code")
    return scan_code_object(code)


def scan_code_object(code: CodeType) -> Scan:
    imports: List[Import] = []
    computed: Dict[str, int] = {}
    uses: Dict[Tuple[str, str], int] = {}
    found: Dict[str, int] = {}
    prefixes: Dict[str, int] = {}
    names: Dict[str, None] = {}
    for inner in every_code(code):
        imports.extend(imports_of(inner))
        line = inner.co_firstlineno
        for name in sorted(IMPORTING.intersection(inner.co_names)):
            computed.setdefault(name, line)
        for name in sorted(set(USING).intersection(inner.co_names)):
            uses.setdefault((USING[name], "." if USING[name] == "listing" else "*"), line)
        for constant in constants_of(inner.co_consts):
            for text in texts.names_of(constant) if len(constant) <= texts.LONGEST_NAME else ():
                found.setdefault(text, line)
            if PREFIX.match(constant):
                prefixes.setdefault(constant + "*", line)
            if constant[:1] == "/" and texts.PATH.match(constant) and len(constant) <= texts.LONGEST_PATH:
                uses.setdefault(("path", constant), line)
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("STORE_NAME", "STORE_GLOBAL"):
            names[str(instruction.argval)] = None
    stars = any(one.names == ("*",) for one in imports)
    return Scan(
        imports=tuple(sorted(set(imports)))[:MOST_RECORDS],
        computed=tuple(Computed("*", line, name) for name, line in sorted(computed.items()))
        + tuple(Computed(name, line, "text") for name, line in sorted(prefixes.items()))[:MOST_RECORDS],
        texts=tuple(Text(value, line) for value, line in sorted(found.items()))[:MOST_RECORDS],
        uses=tuple(Use(what, value, line) for (what, value), line in sorted(uses.items()))[:MOST_RECORDS],
        names=tuple(sorted(names)) + (("*",) if stars or "__getattr__" in names else ()),
        error="",
    )


def every_code(code: CodeType) -> Iterator[CodeType]:
    pending = [code]
    while pending:
        inner = pending.pop()
        yield inner
        pending.extend(constant for constant in inner.co_consts if isinstance(constant, CodeType))


def constants_of(constants: Iterable[Any]) -> Iterator[str]:
    """All texts, also those in tuples and sets of constants."""
    for constant in constants:
        if isinstance(constant, str):
            yield constant
        elif constant.__class__ in (tuple, frozenset):
            yield from constants_of(constant)


def imports_of(code: CodeType) -> Iterator[Import]:
    """IMPORT_NAME takes a level and what is wanted from the stack: constants that were put there just before."""
    before: List[Any] = []
    line = code.co_firstlineno
    for instruction in dis.get_instructions(code):
        starts: Any = instruction.starts_line
        if starts is not None and starts is not False:
            line = getattr(instruction, "line_number", None) or (line if starts is True else starts)
        if instruction.opname == "IMPORT_NAME":
            level, wanted = before[-2:] if len(before) > 1 else (0, ())
            dots = "." * level if isinstance(level, int) and not isinstance(level, bool) else ""
            taken = tuple(map(str, wanted or ()))
            yield Import(dots + str(instruction.argval), taken, line, False)
        if instruction.opname in ("LOAD_CONST", "LOAD_SMALL_INT"):
            before.append(instruction.argval)
        elif instruction.opname not in ("EXTENDED_ARG", "CACHE", "NOP"):
            before.clear()
