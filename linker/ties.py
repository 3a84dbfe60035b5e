"""What ties a binary to its standard library, as the toolchain and the library's own files say it."""

import re
from pathlib import Path
from typing import Any, Dict, Mapping

from manifest import CPython, Python

# The numbers of the library; from 3.14 the one of .pyc files is in the binary alone.
NUMBERS = (
    ("pyc magic", "importlib/_bootstrap_external.py", r"^MAGIC_NUMBER = \((\d+)\)"),
    ("sre magic", "re/_constants.py", r"^MAGIC = (\d+)"),
    ("sre magic", "sre_constants.py", r"^MAGIC = (\d+)"),
)


def binary_ties(origin: CPython, python: Python) -> Mapping[str, Any]:
    """Return what was compiled in, as asked for."""
    return {
        "prefix": origin.prefix,
        "exec_prefix": origin.prefix,
        "platlibdir": origin.platlibdir,
        "sysconfig data": f"_sysconfigdata_{python.abiflags}_linux_{origin.multiarch}",
    }


def library_ties(library: Path) -> Mapping[str, Any]:
    """Return what the library expects of its interpreter."""
    found: Dict[str, Any] = {}
    for name, file, pattern in NUMBERS:
        match = search(library / file, pattern)
        if match:
            found[name] = int(match)
    version = search(library / "ctypes/__init__.py", r'^__version__ = "([^"]+)"')
    if version:
        found["ctypes version"] = version
    return found


def search(path: Path, pattern: str) -> str:
    if not path.is_file():
        return ""
    match = re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    return match.group(1) if match else ""
