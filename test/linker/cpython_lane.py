"""The long lane of origin cpython: the source that Debian has, a toolchain for /usr/local, CPython's own tests.

usage, as root, with debootstrap and the network: cpython_lane.py [--relink] [VERSION…]; by itself 3.11.2 and 3.13.5.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
import urllib.request
from pathlib import Path
from typing import Any, Mapping, Sequence

from lane import CACHE, POOL, enter, furnish, kibibytes, link_all, mounted_proc, prepare_root, write_placeholders

# The named context of each version, as Debian's source package has it.
TARBALLS: Mapping[str, str] = {
    "3.9.2": "python3.9/python3.9_3.9.2.orig.tar.xz",
    "3.11.2": "python3.11/python3.11_3.11.2.orig.tar.gz",
    "3.13.5": "python3.13/python3.13_3.13.5.orig.tar.xz",
    "3.14.7": "python3.14/python3.14_3.14.7.orig.tar.xz",
}
PREFIX = "/usr/local"
# Those that need no network and no other program, of all that the C modules are for; but not test_ctypes, which calls
# functions of _ctypes_test as of a shared library: a placeholder has an init function and nothing more.
TESTS = (
    "test_array test_binascii test_bz2 test_csv test_datetime test_dbm test_decimal test_elementtree "
    "test_hashlib test_heapq test_hmac test_import test_json test_lzma test_math test_mmap test_pickle test_pyexpat "
    "test_queue test_random test_re test_select test_sqlite3 test_ssl test_statistics test_struct test_thread "
    "test_unicodedata test_zlib test_zoneinfo"
)


def download(version: str) -> Path:
    """Return a folder that holds the tarball alone, as the build mounts it."""
    folder = CACHE / f"source-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / TARBALLS[version].rsplit("/", 1)[1]
    if not target.exists():
        draft = CACHE / f"{target.name}.draft"
        urllib.request.urlretrieve(f"{POOL}/{TARBALLS[version]}", draft)
        draft.rename(target)
    return folder


def words_of(version: str) -> Sequence[str]:
    soabi = f"cpython-{''.join(version.split('.')[:2])}-x86_64-linux-gnu"
    return [version, PREFIX, "lib", "x86_64-linux-gnu", "", soabi, "0"]


def origin() -> Mapping[str, Any]:
    return {
        "kind": "cpython",
        "prefix": PREFIX,
        "platlibdir": "lib",
        "multiarch": "x86_64-linux-gnu",
        "thread_stack_size": 0,
    }


def make_toolchain(version: str, root: Path) -> None:
    prepare_root("bookworm", root)
    mounted = root / "in/cpython"
    mounted.mkdir(parents=True)
    before = kibibytes(root)
    begin = time.monotonic()
    subprocess.run(["mount", "--bind", str(download(version)), str(mounted)], check=True)
    try:
        with mounted_proc(root):
            enter(root, ["/bin/sh", "/faktory/toolchain/cpython.sh", *words_of(version)])
    finally:
        subprocess.run(["umount", str(mounted)], check=True)
    more = kibibytes(root) - before
    print(f"{version}: toolchain in {time.monotonic() - begin:.1f} s, {more / 1024:.0f} MiB over its base")


def scratch_root(version: str, binary: Path, description: Mapping[str, Any]) -> Path:
    """Make a root of python.km and upstream's whole library with placeholders, at the prefix."""
    root = CACHE / f"scratch-{version}"
    shutil.rmtree(root, ignore_errors=True)
    library = root / PREFIX[1:] / f"lib/python{version.rsplit('.', 1)[0]}"
    (tarball,) = download(version).iterdir()
    with tarfile.open(tarball) as archive:
        for member in archive:
            path = member.name.split("/")
            if path[1:2] == ["Lib"] and len(path) > 2 and member.isreg():
                member.name = "/".join(path[2:])
                archive.extract(member, library)
    # An image has its own; here the toolchain's has to do.
    (data,) = CACHE.glob(f"toolchain-{version}/toolchain/check{PREFIX}/lib/python3.*/_sysconfigdata_*.py")
    shutil.copy(data, library)
    write_placeholders(library / "lib-dynload", sorted(description["modules"]), description["python"]["soabi"])
    furnish(root, binary, root / PREFIX[1:] / "bin/python3")
    return root


def run_lane(version: str, relink: bool) -> None:
    root = CACHE / f"toolchain-{version}"
    if not relink:
        make_toolchain(version, root)
    description = json.loads((root / "toolchain/toolchain.json").read_text(encoding="utf-8"))
    assert not description["failed"], description["failed"]
    modules = sorted(description["modules"])
    print(f"{version}: ", end="", flush=True)
    binary = link_all(root, origin(), modules)
    scratch = scratch_root(version, binary, description)
    python = f"{PREFIX}/bin/python3"
    enter(scratch, [python, "/probe.py", PREFIX, *modules], LANG="C.UTF-8")
    with_tests = [name for name in TESTS.split() if list(scratch.glob(f"usr/local/lib/python3.*/test/{name}*"))]
    (scratch / "proc").mkdir()
    with mounted_proc(scratch):
        enter(scratch, [python, "-m", "test", "-w", "--timeout=300", *with_tests], LANG="C.UTF-8", HOME="/tmp")


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("cpython_lane.py: debootstrap, mount and chroot want root")
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = [word for word in sys.argv[1:] if word != "--relink"]
    for each in wanted or ["3.11.2", "3.13.5"]:
        run_lane(each, "--relink" in sys.argv)
