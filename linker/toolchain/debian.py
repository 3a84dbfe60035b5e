"""Make /toolchain for an interpreter of Debian or Ubuntu: debian.py DISTRIBUTION SUITE PACKAGE VERSION."""

import os
import re
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import List, NamedTuple, Sequence

import packages
from commands import StepError, fail, run
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
    xy,
)
from hot import Hot, count, find_hot, optimize
from objects import Build, build_core, may_pass
from packages import Choice, Origin
from profiling import USE, Trainee, build_modules, train
from source import apply_patches, unpack_source
from table import Table

TOOLS = ("binutils", "gcc", "libc6-dev", "make", "patch")
CORE_LIBRARIES = ("expat", "z")
MAKEFILE = "archive.mk"


class Python(NamedTuple):
    version: str
    abiflags: str
    soabi: str


def main(arguments: Sequence[str]) -> None:
    begin = time.monotonic()
    origin = packages.parse_origin(arguments)
    table = find_table(origin.package[len("python") :], "debian")
    package = f"lib{origin.package}-dev"
    pooled = packages.in_pool(origin, packages.deb_name(package, origin.version))
    choice = packages.choose_revision(origin, packages.indexed_versions(package), pooled)
    make_folders()

    say(f"{origin.package} {choice.revision}: installing the compiler and {len(table.libraries)} libraries")
    with ThreadPoolExecutor() as pool:
        # dpkg has one core and the network most of its time; the source package needs neither lock nor compiler.
        unpacked = pool.submit(unpack_source, origin, choice.revision, SCRATCH)
        packages.install(sorted({*TOOLS, *table.headers, *(library.package for library in table.libraries.values())}))
        source = unpacked.result()
    apply_patches(SCRATCH)
    python = unpack_archive(origin, choice)

    build = Build(SCRATCH / "Modules", TOOLCHAIN / "include", xy(python.version), SCRATCH / "objects")
    core = build_core(build, table.core, TOOLCHAIN / "core")
    say(f"python {python.version}: compiling and running what is hot with counters ({since(begin)} so far)")
    slow = optimize_core(find_hot(TOOLCHAIN / "core/libpython.a", SCRATCH / MAKEFILE, SCRATCH, build), table, core)
    say(f"python {python.version}: compiling {len(table.modules)} modules ({since(begin)} so far)")
    built = build_modules(build, table, TOOLCHAIN / "modules", () if slow else USE)
    for library in table.libraries.values():
        place_archive(library)
    write_exports()
    warnings = [*tell_warnings(origin, choice, source), *slow]
    tell_failed(built)
    write_description(
        {
            "format": 1,
            "python": python._asdict(),
            "origin": origin._asdict(),
            "revision": choice.revision,
            "source": source,
            "core": {
                "archive": "core/libpython.a",
                "objects": [f"core/{path.name}" for path in core],
                "libraries": list(CORE_LIBRARIES),
            },
            "modules": describe_modules(table, built),
            "failed": {name: str(error) for name, error in sorted(built.failed.items())},
            "libraries": describe_libraries(table.libraries),
            "home": f"{library_folder(choice)}/usr",
            "stdlib": None if choice.exact else library_folder(choice),
            "warnings": warnings,
            "packages": packages.installed_versions(),
        }
    )
    clean()
    say(f"toolchain for python {python.version}: {len(built.objects)} modules in {since(begin)}")


def optimize_core(hot: Hot, table: Table, core: Sequence[Path]) -> List[str]:
    """Compile what is hot by what a run of it counted; return why that could not be, where the source is refused.

    The archive then stays as it is: slower, and as good.
    """
    headers = [hot.build.headers / f"python{hot.build.python}", hot.build.headers]
    libraries = [f"-l{name}" for name in CORE_LIBRARIES]
    try:
        train(hot.build, table, Trainee(count(hot), core, libraries, headers, SCRATCH / "Lib"))
        optimize(hot)
    except StepError as error:
        if may_pass(error.details):
            raise
        print(error.details, file=sys.stderr)
        return [f"python.km is some percent slower than it could be: {error}"]
    return []


def unpack_archive(origin: Origin, choice: Choice) -> Python:
    """Take the archive, the headers and a library folder that the self-check of a link can start with."""
    debs = SCRATCH / "debs"
    debs.mkdir()
    root = SCRATCH / "root"
    for part in ["dev", "minimal"] if choice.exact else ["dev", "minimal", "stdlib"]:
        deb = packages.download(origin, f"lib{origin.package}-{part}", choice, debs)
        run(["dpkg-deb", "-x", str(deb), str(root)], f"unpacking {deb.name}")
    library = root / "usr/lib" / origin.package
    configs = sorted(library.glob("config-*"))
    if len(configs) != 1:
        fail(f"lib{origin.package}-dev {choice.revision} has {len(configs)} config folders")
    core = TOOLCHAIN / "core"
    core.mkdir()
    shutil.move(root / "usr/include", TOOLCHAIN / "include")
    shutil.copy2(root / f"usr/share/doc/lib{origin.package}-minimal/copyright", core / "copyright")
    shutil.copy2(configs[0] / f"lib{origin.package}.a", core / "libpython.a")
    shutil.copy2(configs[0] / "Makefile", SCRATCH / MAKEFILE)
    shutil.rmtree(configs[0])
    shutil.rmtree(library / "lib-dynload", ignore_errors=True)
    move_library(library, TOOLCHAIN / library_folder(choice) / "usr/lib" / origin.package)
    return read_python(TOOLCHAIN / "include", origin, choice)


def library_folder(choice: Choice) -> str:
    """Name the folder of the standard library: a whole one for images of another revision, else enough for a check."""
    return "check" if choice.exact else "stdlib"


def move_library(library: Path, target: Path) -> None:
    """Move the library's own folder alone, below folders as old as it: an image gets them by one copy onto its root."""
    target.parent.mkdir(parents=True)
    date = (library / "os.py").stat().st_mtime_ns
    library.rename(target)
    for folder in (target, *target.parents):
        if folder == TOOLCHAIN:
            break
        os.utime(folder, ns=(date, date))


def read_python(headers: Path, origin: Origin, choice: Choice) -> Python:
    """Read what the archive is from its headers. Debian's pythons of amd64 have no ABI flags and one SOABI."""
    text = (headers / origin.package / "patchlevel.h").read_text(encoding="utf-8")
    found = re.search(r'^#define PY_VERSION\s+"(\d+\.\d+\.\d+)\+?"', text, re.MULTILINE)
    version = found.group(1) if found else ""
    if version != packages.upstream(choice.revision):
        fail(f"lib{origin.package}-dev {choice.revision} holds python {version or 'of an unknown version'}")
    return Python(version, "", f"cpython-{xy(version).replace('.', '')}-x86_64-linux-gnu")


def tell_warnings(origin: Origin, choice: Choice, source: str) -> List[str]:
    """Say on stderr, and return for the report, what is not as the source image has it."""
    warnings: List[str] = []
    if not choice.exact:
        warnings.append(
            f"{origin.package} {origin.version} is no longer in the archive: python.km and its standard library "
            f"are those of {choice.revision}"
        )
    if source != choice.revision:
        warnings.append(
            f"the C modules and the hot part of the core of {origin.package} {choice.revision} "
            f"are compiled from the source of {source}"
        )
    for warning in warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return warnings


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except StepError as problem:
        stop(problem)
