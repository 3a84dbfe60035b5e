"""Make /toolchain from CPython's source: VERSION PREFIX PLATLIBDIR MULTIARCH ABIFLAGS SOABI THREAD_STACK_SIZE."""

import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Sequence, Tuple

import packages
from commands import StepError, fail
from core import compile_core, compile_whole, configure
from folder import (
    SCRATCH,
    TOOLCHAIN,
    clean,
    describe_libraries,
    describe_modules,
    find_table,
    make_folders,
    place_archive,
    say,
    since,
    stop,
    tell_failed,
    write_description,
    write_exports,
)
from objects import Build
from profiling import USE, build_modules, is_profiled, learn
from request import Request, parse_request
from table import Table
from tree import Tree, check_version, unpack_tree

MOUNTED = Path("/in/cpython")
TOOLS = ("binutils", "gcc", "libc6-dev", "make")


def main(arguments: Sequence[str]) -> None:
    begin = time.monotonic()
    request = parse_request(arguments)
    table = find_table(request.xy, "cpython")
    make_folders()

    say(f"CPython {request.version}: installing the compiler and {len(table.libraries)} libraries")
    tree = install_and_unpack(request, table)
    say(f"CPython {request.version}: configuring")
    configure(request, tree.root)
    place_library(request, tree.root)
    build = Build(tree.root / "Modules", TOOLCHAIN / "include", request.xy, SCRATCH / "objects", flags(request))
    profiled = is_profiled(request)
    if profiled:
        say(f"CPython {request.version}: compiling and running it with counters ({since(begin)} so far)")
        learn(request, tree.root, build, table)
    say(f"CPython {request.version}: compiling the core ({since(begin)} so far)")
    archive = compile_whole(request, tree.root, USE) if profiled else compile_core(request, tree.root)
    (TOOLCHAIN / "core").mkdir()
    shutil.copy2(tree.root / "LICENSE", TOOLCHAIN / "core/copyright")
    shutil.move(str(archive), TOOLCHAIN / "core/libpython.a")
    say(f"CPython {request.version}: compiling {len(table.modules)} modules ({since(begin)} so far)")
    built = build_modules(build, table, TOOLCHAIN / "modules", USE if profiled else ())
    for library in table.libraries.values():
        place_archive(library)
    write_exports()
    tell_failed(built)
    write_description(
        {
            "format": 1,
            "python": {"version": request.version, "abiflags": request.abiflags, "soabi": request.soabi},
            "origin": request.origin(),
            "revision": request.version,
            "source": tree.source,
            "core": {"archive": "core/libpython.a", "objects": [], "libraries": []},
            "modules": describe_modules(table, built),
            "failed": {name: str(error) for name, error in sorted(built.failed.items())},
            "libraries": describe_libraries(table.libraries),
            "home": f"check{request.prefix}",
            "stdlib": None,
            "warnings": [],
            "packages": packages.installed_versions(),
        }
    )
    clean()
    say(f"toolchain for CPython {request.version}: {len(built.objects)} modules in {since(begin)}")


def install_and_unpack(request: Request, table: Table) -> Tree:
    """Install the packages while the source is unpacked: dpkg has one core and waits for the disk."""
    names = sorted({*TOOLS, *table.headers, *(library.package for library in table.libraries.values())})
    with ThreadPoolExecutor() as pool:
        installed = pool.submit(packages.install, names)
        tree = unpack_tree(MOUNTED, SCRATCH / "source")
        check_version(tree.root, request.version)
        installed.result()
    return tree


def flags(request: Request) -> Tuple[str, ...]:
    """Return what upstream's build compiles its C modules with."""
    return ("-Og",) if "d" in request.abiflags else ("-O3", "-DNDEBUG")


def place_library(request: Request, root: Path) -> None:
    """Take the headers, and a standard library that the self-check of a link can start with."""
    headers = TOOLCHAIN / "include" / f"python{request.xy}"
    shutil.copytree(root / "Include", headers)
    shutil.copy2(root / "pyconfig.h", headers)
    library = TOOLCHAIN / "check" / request.prefix[1:] / request.library
    unused = shutil.ignore_patterns(*"__pycache__ test tests idlelib lib2to3 tkinter turtledemo ensurepip".split())
    shutil.copytree(root / "Lib", library, ignore=unused)
    if not (library / "os.py").exists():
        fail("the source has no Lib/os.py")
    (library / request.sysconfig_data).write_text(sysconfig_data(request), encoding="utf-8")


def sysconfig_data(request: Request) -> str:
    """Return what modules ask of sysconfig when they are imported; all of it only a whole build can write.

    It serves the check of a link alone: an image has its own, by the name that the new binary must ask for.
    """
    known = {
        "EXT_SUFFIX": f".{request.soabi}.so",
        "MULTIARCH": request.multiarch,
        "SOABI": request.soabi,
        "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
        "exec_prefix": request.prefix,
        "prefix": request.prefix,
    }
    return f"build_time_vars = {known!r}\n"


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except StepError as problem:
        stop(problem)
