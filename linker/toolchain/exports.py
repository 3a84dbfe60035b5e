"""The names that dlsym answers: a static executable has no symbol table of its own."""

import re
from pathlib import Path
from typing import FrozenSet, List

from commands import fail, run


def python_names(archive: Path) -> FrozenSet[str]:
    """Return the C API of a libpython archive: the names that the distribution's own interpreter exports."""
    rows = run(["readelf", "-sW", str(archive)], f"reading {archive.name}").splitlines()
    cells = (row.split() for row in rows)
    return frozenset(
        cell[7]
        for cell in cells
        if len(cell) == 8
        and cell[3] in ("FUNC", "OBJECT")
        and cell[4] in ("GLOBAL", "WEAK")
        and cell[5] == "DEFAULT"
        and cell[6].isdigit()
        and re.match(r"_?Py", cell[7])
    )


def library_names(shared: Path, archive: Path) -> FrozenSet[str]:
    """Return the public names of a C library that its static archive has too."""
    rows = run(["readelf", "--dyn-syms", "-W", str(shared)], f"reading {shared.name}").splitlines()
    public = frozenset(
        match.group(1)
        for match in (re.search(r" (?:FUNC|IFUNC|OBJECT) .* \d+ (\w+)@@GLIBC_[0-9.]+", row) for row in rows)
        if match
    )
    return public & defined_names(archive)


def defined_names(archive: Path) -> FrozenSet[str]:
    argv = ["nm", "--defined-only", "--extern-only", "--format=posix", str(archive)]
    rows = (row.split() for row in run(argv, f"reading {archive.name}").splitlines())
    return frozenset(row[0] for row in rows if len(row) > 1)


def export_names(python: Path, system: Path) -> List[str]:
    """Return all names, sorted as dlsym's binary search needs them."""
    (libm,) = sorted(system.glob("libm-*.a")) or fail("libc6-dev has no libm-*.a")
    names = python_names(python)
    names |= library_names(system / "libc.so.6", system / "libc.a")
    names |= library_names(system / "libm.so.6", libm)
    # ctypes has no type for a 128-bit float, and these functions are a third of what the rest of libm adds.
    return sorted(name for name in names if "f128" not in name)
