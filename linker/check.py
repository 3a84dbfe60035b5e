"""Run a new python.km once, natively: a broken one should end this step, not a container."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Mapping, Sequence

from description import Description
from manifest import CPython
from ties import binary_ties, library_ties

# Both run in python.km with -S. Debian's toolchain has the part of the library that a start needs: a module whose init
# imports more is answered for.
LOAD = """
import sys, _imp, kontain
from importlib.machinery import ModuleSpec
for name in sys.argv[3:]:
    try:
        _imp.create_dynamic(ModuleSpec(name, None, origin=sys.argv[1] + "/" + name + sys.argv[2]))
    except ModuleNotFoundError:
        pass
# By hand: the json package is not in that part.
print('{"version": "%d.%d.%d", "abiflags": "%s", "suffix": "%s", "modules": %d}' % (
    *sys.version_info[:3], sys.abiflags, _imp.extension_suffixes()[0], len(sys.argv) - 3))
"""

# A toolchain from CPython's source has all of the library, and the import system itself finds the placeholders.
IMPORT = """
import importlib, importlib.util, json, sys, sysconfig, _imp, _sre, kontain
sys.path.insert(0, sys.argv[1])
origins = [importlib.import_module(name).__spec__.origin for name in sys.argv[3:]]
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "abiflags": sys.abiflags,
    "suffix": _imp.extension_suffixes()[0],
    "modules": sum(origin == sys.argv[1] + "/" + name + sys.argv[2] for origin, name in zip(origins, sys.argv[3:])),
    "prefix": sys.prefix,
    "exec_prefix": sys.exec_prefix,
    "platlibdir": getattr(sys, "platlibdir", "lib"),
    "sysconfig data": sysconfig._get_sysconfigdata_name(),
    "pyc magic": int.from_bytes(importlib.util.MAGIC_NUMBER[:2], "little"),
    "sre magic": _sre.MAGIC,
    "ctypes version": sys.modules["_ctypes"].__version__ if "_ctypes" in sys.modules else None,
}))
"""


class CheckError(Exception):
    """The new python.km does not run, or is not what was asked for."""


def check_binary(binary: Path, description: Description, modules: Sequence[str]) -> None:
    """Start ``binary``, load every module through a placeholder, and compare what it says of itself."""
    suffix = f".{description.python.soabi}.so"
    wanted = {
        "version": description.python.version,
        "abiflags": description.python.abiflags,
        "suffix": suffix,
        "modules": len(modules),
    }
    origin = description.origin
    with tempfile.TemporaryDirectory() as folder:
        for name in modules:
            (Path(folder) / f"{name}{suffix}").write_text(f"kontain module\ncpython:{name}\n", encoding="utf-8")
        arguments = [folder, suffix, *modules]
        if isinstance(origin, CPython):
            # Not PYTHONHOME: with none, the prefix is the one that was compiled in.
            library = description.home / origin.library(description.python)
            found = run_program(binary, IMPORT, arguments, {"PYTHONPATH": str(library)})
            compare(found, {**wanted, **binary_ties(origin, description.python), **library_ties(library)})
        else:
            compare(run_program(binary, LOAD, arguments, {"PYTHONHOME": str(description.home)}), wanted)


def run_program(
    binary: Path, program: str, arguments: Sequence[str], environment: Mapping[str, str]
) -> Mapping[str, Any]:
    argv = [str(binary), "-S", "-B", "-c", program, *arguments]
    done = subprocess.run(argv, env=environment, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        raise CheckError(f"{done.stderr}\n{binary.name} does not start and load its modules (exit {done.returncode})")
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise CheckError(f"{binary.name} says {done.stdout!r} instead of what it is") from error


def compare(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Name all traits in which the binary differs, with both values; one that it does not have is None."""
    differ = [name for name in wanted if found.get(name) is not None and found[name] != wanted[name]]
    if differ:
        words = "; ".join(f"{name} {found[name]!r} instead of {wanted[name]!r}" for name in differ)
        raise CheckError(f"the new python.km has {words}")
