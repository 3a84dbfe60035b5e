"""Compile the hot part of a distribution's libpythonX.Y.a again: by a profile, and as one unit.

The archive is not what the distribution's own interpreter is linked of: that one is optimized as a whole.
"""

import os
import shlex
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterator, NamedTuple, Sequence, Tuple

from commands import run
from core import join_as_one
from objects import FLAGS, Build
from profiling import GENERATE, USE

# What programs spend their time in, by the names that one version or another has for it. All else stays the archive's:
# most of it is there to start, to compile or to report, or is told by the distribution's build what it is.
HOT = frozenset(
    "abstract boolobject bytesobject bytearrayobject bytes_methods call cellobject classobject codeobject descrobject "
    "enumobject exceptions genobject floatobject frameobject funcobject iterobject listobject longobject dictobject "
    "methodobject moduleobject object obmalloc rangeobject setobject sliceobject structseq tupleobject typeobject "
    "unicodeobject unicodectype weakrefobject bltinmodule ceval errors frame gc gcmodule getargs instruction_sequence "
    "intrinsics modsupport pyhash pystate specialize structmember formatter_unicode pystrtod dtoa _collectionsmodule "
    "itertoolsmodule _functoolsmodule _operator _abc _codecsmodule codecs _pickle _json sre _sre _struct "
    "_datetimemodule _bisectmodule _heapqmodule _csv _randommodule arraymodule binascii mathmodule unicodedata".split()
)
FOLDERS = ("Objects", "Python", "Modules", "Modules/_sre")
RELEASE = ("-O3", "-DNDEBUG")

# The distribution's probes for SystemTap need a tool that writes them down, and a kernel that asks for them.
CONFIG = """#include <pyconfig.h>
#undef WITH_DTRACE
"""
# Where configure writes what it tells the compiler beside pyconfig.h.
TOLD = ("CONFIGURE_CFLAGS_NODIST", "CONFIGURE_CPPFLAGS")
# How closely calls are checked, not what they do.
OF_CHECKS = "_FORTIFY_SOURCE"


class Member(NamedTuple):
    """A member of the archive, and the file that it is compiled from."""

    name: str
    source: Path


class Hot(NamedTuple):
    """The members to compile again; ``folder`` is where their objects, and so their profiles, are."""

    archive: Path
    members: Tuple[Member, ...]
    folder: Path
    build: Build


def find_hot(archive: Path, makefile: Path, root: Path, build: Build) -> Hot:
    """Choose the members of the archive that are hot and have a source of their name.

    ``makefile`` is the archive's own: what is compiled again has to agree with the rest on what it says.
    """
    names = run(["ar", "t", str(archive)], f"reading {archive.name}").split()
    folder = build.scratch.parent / "hot"
    folder.mkdir()
    (folder / "config.h").write_text(CONFIG + "".join(definitions(makefile)), encoding="utf-8")
    return Hot(archive, tuple(members(sorted(names), root)), folder, build)


def definitions(makefile: Path) -> Iterator[str]:
    """Yield what the archive was compiled with (a just-in-time compiler, say), as lines of C."""
    for line in makefile.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        for word in shlex.split(value) if name.strip() in TOLD else ():
            macro, has_value, text = word[len("-D") :].partition("=")
            if word.startswith("-D") and macro != OF_CHECKS:
                yield f"#define {macro} {text if has_value else '1'}\n"


def members(names: Sequence[str], root: Path) -> Iterator[Member]:
    for name in names:
        stem = name[: -len(".o")]
        sources = [path for path in (root / folder / f"{stem}.c" for folder in FOLDERS) if path.exists()]
        if stem in HOT and len(sources) == 1:
            yield Member(name, sources[0])


def count(hot: Hot) -> Path:
    """Return a copy of the archive whose hot members count what they do."""
    counting = hot.folder / "counting.a"
    shutil.copyfile(hot.archive, counting)
    replace_members(hot, counting, compile_members(hot, GENERATE))
    return counting


def optimize(hot: Hot) -> None:
    """Compile the hot members by what was counted, as one, in place of those of the archive."""
    parts = compile_members(hot, ("-flto", *USE))
    whole = hot.folder / "hot.o"
    join_as_one([str(part) for part in parts], whole, [*FLAGS, *RELEASE, *USE], "the core")
    replace_members(hot, hot.archive, [whole])


def replace_members(hot: Hot, archive: Path, objects: Sequence[Path]) -> None:
    run(["ar", "dD", str(archive), *(member.name for member in hot.members)], f"changing {archive.name}")
    run(["ar", "rcsD", str(archive), *map(str, objects)], f"changing {archive.name}")


def compile_members(hot: Hot, flags: Tuple[str, ...]) -> Sequence[Path]:
    """Compile on all cores, the longest first."""
    longest = sorted(hot.members, key=lambda member: -member.source.stat().st_size)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        compiled = [pool.submit(compile_member, hot, member, flags) for member in longest]
        return sorted(each.result() for each in compiled)


def compile_member(hot: Hot, member: Member, flags: Tuple[str, ...]) -> Path:
    target = hot.folder / member.name
    build = hot.build
    headers = build.headers / f"python{build.python}"
    root = build.modules.parent
    include = [headers, headers / "internal", build.headers]
    include += [root / folder for folder in ("Include", "Include/internal", "Include/internal/mimalloc", *FOLDERS)]
    core = "Py_BUILD_CORE_BUILTIN" if build.modules in member.source.parents else "Py_BUILD_CORE"
    argv = ["gcc", *FLAGS, *RELEASE, *flags, f"-D{core}", f"-include{hot.folder}/config.h"]
    argv += [f"-I{folder}" for folder in include]
    run([*argv, "-c", "-o", str(target), str(member.source)], f"compiling {member.source.name}")
    return target
