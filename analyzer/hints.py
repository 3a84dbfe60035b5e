"""What the result gets so that it can say what it lacks: kontain_hints, the line that loads it, and the list."""

import importlib.util
import marshal
import os
import stat
import sys
from typing import Iterator, List, Optional

import lacking
from gather import Source
from ledger import Ledger
from trees import Item, made

NAME = "kontain_hints"
MODULES = ("__init__.py", "listed.py", "reports.py", "telling.py")


def items(source: Source, ledger: Ledger) -> List[Item]:
    """The files, by their paths; none where nothing was left out, or where the program's site loads nothing."""
    folder = site_folder(source, ledger)
    if folder is None or not lacking.is_anything(ledger):
        return []
    return sorted(files(source, ledger, folder), key=lambda item: item.path)


def site_folder(source: Source, ledger: Ledger) -> Optional[str]:
    """The first folder whose .pth files the program's site reads, where the result has it."""
    for path in source.seen.site_packages:
        real = source.image.real(path)
        if path in source.seen.path and real in ledger.entries and source.image.is_folder(real):
            taken = [name for name in source.image.names(real) if name in (NAME, NAME + ".pth")]
            return None if taken else real
    return None


def files(source: Source, ledger: Ledger, folder: str) -> Iterator[Item]:
    here = folder + "/" + NAME
    yield Item(here + ".pth", made(stat.S_IFREG | 0o644), text=b"import %s\n" % NAME.encode("ascii"))
    yield Item(here, made(stat.S_IFDIR | 0o755))
    yield Item(here + "/absent", made(stat.S_IFREG | 0o644), text=lacking.text(source.image, ledger, source.layout))
    yield Item(here + "/__pycache__", made(stat.S_IFDIR | 0o755))
    for name in MODULES:
        path = here + "/" + name
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), NAME, name), "rb") as file:
            text = file.read()
        yield Item(path, made(stat.S_IFREG | 0o644), text=text)
        # With -O and -OO, too, what each start loads.
        for level in (0, 1, 2) if name == "__init__.py" else (0,):
            cached = importlib.util.cache_from_source(path, optimization=level or "")
            yield Item(cached, made(stat.S_IFREG | 0o644), text=compiled(path, text, level))


def compiled(path: str, text: bytes, level: int) -> bytes:
    """The .pyc, by the interpreter that will read it: to compile at each start would take longer than all else."""
    code = marshal.dumps(compile(text, path, "exec", dont_inherit=True, optimize=level))
    if sys.version_info >= (3, 7):
        # Unchecked (PEP 552): whoever changes times in the result leaves it valid.
        return importlib.util.MAGIC_NUMBER + number(1) + importlib.util.source_hash(text) + code
    return importlib.util.MAGIC_NUMBER + number(0) + number(len(text)) + code


def number(value: int) -> bytes:
    return value.to_bytes(4, "little")
