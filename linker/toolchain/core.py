"""Configure CPython as the source image's interpreter was, and compile its core to libpythonX.Y.a."""

import os
from pathlib import Path
from typing import List, Sequence

from commands import run
from request import Request

# python.km is ET_EXEC, so nothing of it is position-independent; that alone is worth some percent.
FLAGS = "-fno-pic -fno-pie"
# Upstream's own, without -g, which doubles the archive and the time that each link takes to read it.
RELEASE = "-DNDEBUG -fwrapv -O3 -w"

FREEZERS = ("Programs/_freeze_module", "_bootstrap_python", "Python/deepfreeze/deepfreeze.c")


def configure_arguments(request: Request) -> List[str]:
    """Return configure's arguments: what is compiled into the interpreter, and nothing that is only installed."""
    flags = FLAGS
    if request.thread_stack_size:
        flags += f" -DTHREAD_STACK_SIZE={request.thread_stack_size}"
    debug = "d" in request.abiflags
    return [
        f"--prefix={request.prefix}",
        f"--exec-prefix={request.prefix}",
        *([] if request.xy == "3.8" else [f"--with-platlibdir={request.platlibdir}"]),
        *(["--disable-gil"] if "t" in request.abiflags else []),
        *(["--with-pydebug"] if debug else []),
        "--disable-shared",
        "--without-ensurepip",
        # sqlite3's methods of that name are there in all images that are made by the usual recipes.
        "--enable-loadable-sqlite-extensions",
        "--with-computed-gotos",
        f"CFLAGS_NODIST={flags}",
        # Not LDFLAGS_NODIST: the programs that freeze the library are linked without that.
        "LDFLAGS=-no-pie",
        *([] if debug else [f"OPT={RELEASE}"]),
    ]


def make_variables(request: Request) -> List[str]:
    """Return what configure asks the compiler for, and the source image's compiler may have been for another C library.

    They name the suffix of placeholders and the module of sysconfig's data.
    """
    define = f'-DMULTIARCH=\\"{request.multiarch}\\"' if request.multiarch else ""
    return [f"SOABI={request.soabi}", f"MULTIARCH={request.multiarch}", f"MULTIARCH_CPPFLAGS={define}"]


def configure(request: Request, root: Path) -> None:
    run(["sh", "./configure", "-q", *configure_arguments(request)], f"configuring CPython {request.version}", root)


def compile_core(request: Request, root: Path, flags: Sequence[str] = ()) -> Path:
    """Compile the archive alone: it has the builtin and the frozen modules, and needs no other C module."""
    archive = f"libpython{request.xy}{request.abiflags}.a"
    argv = ["make", "-s", f"-j{os.cpu_count() or 1}", *make_variables(request)]
    # The programs that freeze the library are linked from the same objects; a second compilation has no use for them.
    argv += [f"CFLAGS_NODIST={' '.join(flags)}", f"LDFLAGS={' '.join(flags)}"]
    argv += [f"--old-file={name}" for name in FREEZERS if (root / name).exists()]
    run([*argv, archive], f"compiling CPython {request.version}", root)
    return root / archive


def compile_whole(request: Request, root: Path, flags: Sequence[str]) -> Path:
    """Compile the sources as one: LTO, done here once, since every link would have to do it again."""
    archive = compile_core(request, root, ["-flto", *flags])
    target = archive.with_suffix(".o")
    members = ["-Wl,--whole-archive", str(archive)]
    join_as_one(members, target, [*RELEASE.split(), *FLAGS.split(), *flags], f"CPython {request.version}")
    archive.unlink()
    run(["ar", "rcsD", str(archive), str(target)], f"archiving CPython {request.version}")
    return archive


def join_as_one(members: Sequence[str], target: Path, flags: Sequence[str], name: str) -> None:
    """Compile what -flto left in the members to one plain object, whose names are all there for others to use."""
    link = ["gcc", "-r", "-nostdlib", f"-flto={os.cpu_count() or 1}", "-flinker-output=nolto-rel", "-o", str(target)]
    run([*link, *flags, *members], f"compiling {name} as one")


def remove_objects(root: Path) -> None:
    """Have the archive compiled anew; what was frozen stays."""
    for path in (*root.rglob("*.o"), *root.glob("libpython*.a")):
        path.unlink()
