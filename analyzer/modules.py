"""The compiled files among the kept ones: which are modules, which can be linked, which stand in the way."""

import stat
from typing import AbstractSet, Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

import elf
from image import Image
from ledger import Ledger
from patterns import Roots

STANDARD = "standard"
THIRD_PARTY = "third-party"
LIBRARY = "library"
FOREIGN = "foreign"
PROGRAM = "program"


class Compiled(NamedTuple):
    """An ELF file that is kept. ``kind``: a module of the standard library or of others, a shared
    library, a module that another python's import would take, or a program."""

    name: str
    path: str
    layer: str
    kind: str
    needs: List[str]


class Scope(NamedTuple):
    """How this interpreter recognises its modules."""

    suffixes: List[str]
    roots: Roots
    stdlib: List[str]


def find(image: Image, ledger: Ledger, scope: Scope) -> Iterator[Compiled]:
    """Every kept ELF file, in the order of paths."""
    for path in sorted(ledger.entries):
        entry = ledger.entries[path]
        if not stat.S_ISREG(entry.status.st_mode) or entry.status.st_size < 64 or not is_elf(image, path):
            continue
        file = elf.read(image.host(path))
        name, kind = recognise(image, path, file, scope)
        yield Compiled(name, path, entry.layer, kind, sorted(set(file.needed)) if file else [])


def is_elf(image: Image, path: str) -> bool:
    try:
        with open(image.host(path), "rb", buffering=0) as file:
            return file.read(4) == elf.MAGIC
    except OSError:
        # The tree writer reports a file that cannot be read.
        return False


def recognise(image: Image, path: str, file: Optional[elf.Elf], scope: Scope) -> Tuple[str, str]:
    folder, _, name = path.rpartition("/")
    if file is None or file.type == elf.RELOCATABLE:
        return name, PROGRAM
    module = module_name(path, scope)
    if module is not None and elf.defines(image.host(path), file, init_function(module)):
        return module, STANDARD if folder in scope.stdlib else THIRD_PARTY
    if ".cpython-" in name or ".pypy" in name:
        return name, FOREIGN
    shared = file.type == elf.SHARED and (file.soname or ".so" in name or not file.interpreter)
    return name, LIBRARY if shared else PROGRAM


def module_name(path: str, scope: Scope) -> Optional[str]:
    """The dotted name by which import finds the file, or None where its name is no module's."""
    name = path.rpartition("/")[2]
    suffix = next((s for s in sorted(scope.suffixes, key=len, reverse=True) if name.endswith(s)), None)
    if suffix is None or "." in name[: -len(suffix)]:
        return None
    parts = scope.roots.module_parts(path, False)
    return ".".join(parts) if parts else name[: -len(suffix)]


def init_function(module: str) -> str:
    name = module.rpartition(".")[2]
    try:
        name.encode("ascii")
    except UnicodeEncodeError:
        # PEP 489: a name beyond ASCII is written in punycode.
        return "PyInitU_" + name.encode("punycode").decode("ascii").replace("-", "_")
    return "PyInit_" + name


class Choice(NamedTuple):
    """The link mode, the standard modules that it links, and what stands in the way of static."""

    mode: str
    linked: List[str]
    blockers: List[Dict[str, str]]


def choose(
    wanted: str,
    compiled: List[Compiled],
    linkable: Optional[List[str]],
    origin: Dict[str, Any],
    interpreter: str,
    relinked: AbstractSet[str] = frozenset(),
) -> Choice:
    """auto is static where nothing stands in the way. ``relinked``: the paths of others' modules and libraries that
    are linked too."""
    blockers = [one for one in blocked(compiled, linkable, origin, interpreter) if one["path"] not in relinked]
    mode = wanted if wanted != "auto" else ("dynamic" if blockers else "static")
    names = sorted(c.name for c in compiled if c.kind == STANDARD and c.name in (linkable or []))
    return Choice(mode, names if mode == "static" else [], blockers)


def never_linked(linkable: Optional[List[str]], origin: Dict[str, Any]) -> Optional[str]:
    """Why no python.km of this interpreter can be made, whatever its modules are; None where one can."""
    return "origin" if origin["kind"] == "other" else "not-linkable" if linkable is None else None


def blocked(
    compiled: List[Compiled], linkable: Optional[List[str]], origin: Dict[str, Any], interpreter: str
) -> Iterator[Dict[str, str]]:
    """An interpreter that cannot be linked at all is one blocker, not one per module of its library."""
    whole = never_linked(linkable, origin)
    if whole is not None:
        yield {"module": interpreter.rpartition("/")[2], "path": interpreter, "reason": whole}
    for file in compiled:
        if file.kind in (THIRD_PARTY, LIBRARY):
            yield {"module": file.name, "path": file.path, "reason": file.kind}
        elif file.kind == STANDARD and whole is None and file.name not in (linkable or []):
            yield {"module": file.name, "path": file.path, "reason": "not-linkable"}
