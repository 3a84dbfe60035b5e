"""What the running interpreter knows of itself; the analyzer runs in the very one to be linked."""

import importlib
import importlib.machinery
import importlib.util
import os
import re
import sys
import sysconfig
from typing import Any, Dict, List, NamedTuple

STACK_SIZE = re.compile(r"-DTHREAD_STACK_SIZE=(0[xX][0-9a-fA-F]+|[1-9]\d*)")


class Python(NamedTuple):
    """The interpreter's identity. ``stdlib`` holds the import folders of its own library, in order;
    ``modified`` says that it was built from a state between two releases."""

    implementation: str
    version: str
    build: str
    abiflags: str
    soabi: str
    multiarch: str
    prefix: str
    exec_prefix: str
    platlibdir: str
    cache_tag: str
    sre_magic: int
    pyc_magic: int
    modified: bool
    suffixes: List[str]
    stdlib: List[str]

    @property
    def short(self) -> str:
        """X.Y"""
        return ".".join(self.version.split(".")[:2])

    def facts(self) -> Dict[str, Any]:
        """The part that plan.json shows."""
        shown = dict(self._asdict())
        del shown["modified"], shown["suffixes"], shown["stdlib"]
        return shown


def running() -> Python:
    return Python(
        implementation=sys.implementation.name,
        version=version_text(),
        build=sys.version.partition("(")[2].partition(")")[0],
        abiflags=getattr(sys, "abiflags", ""),
        soabi=soabi(),
        multiarch=str(getattr(sys.implementation, "_multiarch", "") or ""),
        prefix=sys.base_prefix,
        exec_prefix=sys.base_exec_prefix,
        platlibdir=str(getattr(sys, "platlibdir", "lib")),
        cache_tag=sys.implementation.cache_tag or "",
        sre_magic=sre_magic(),
        pyc_magic=int.from_bytes(importlib.util.MAGIC_NUMBER[:2], "little"),
        # "3.13.0+" is what a checkout after 3.13.0 calls itself.
        modified=sys.version.partition(" ")[0].endswith("+"),
        suffixes=list(importlib.machinery.EXTENSION_SUFFIXES),
        # The first entry is the analyzer's own folder; -E -s -S leave nothing but the library after it.
        stdlib=[path for path in sys.path[1:] if os.path.isabs(path)],
    )


def version_text() -> str:
    """X.Y.Z, with the pre-release mark that the version's own archive carries (3.15.0a3)."""
    info = sys.version_info
    mark = {"alpha": "a", "beta": "b", "candidate": "rc"}.get(info.releaselevel, "")
    return "%d.%d.%d%s" % (info[0], info[1], info[2], mark + str(info.serial) if mark else "")


def soabi() -> str:
    """From the suffixes that the import system uses: sysconfig's data file may be left out of an image."""
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        tag = suffix[1:-3] if suffix.endswith(".so") else ""
        if tag and tag != "abi3" and not tag.startswith("abi3-"):
            return tag
    try:
        return str(sysconfig.get_config_var("SOABI") or "")
    except (ImportError, OSError):
        return ""


def thread_stack_size() -> int:
    """The stack of a thread in bytes where the build chose one, as builds for musl do; else 0."""
    for name in ("CFLAGS", "EXTRA_CFLAGS", "CONFIG_ARGS"):
        try:
            found = STACK_SIZE.search(str(sysconfig.get_config_var(name) or ""))
        except (ImportError, OSError):
            return 0
        if found is not None:
            return int(found.group(1), 0)
    return 0


def sre_magic() -> int:
    """The number that ties the regex compiler in the library to the matcher in the interpreter."""
    return int(getattr(importlib.import_module("_sre"), "MAGIC", 0))
