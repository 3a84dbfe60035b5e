"""The long lane: make a toolchain in a debootstrap root, link python.km, and run it in a root that holds little else.

usage, as root, with debootstrap and the network: lane.py [--relink] [SUITE…]; bookworm and trixie by themselves.
--relink takes the toolchain that an earlier run left. Times and sizes are printed; its roots stay below /var/tmp.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any, Generator, List, Mapping, NamedTuple, Sequence

from rooms import LINKER

CACHE = Path("/var/tmp/faktory-linker/lane")
POOL = "http://deb.debian.org/debian/pool/main/p"
PROBE = Path(__file__).resolve().parent / "probe.py"
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}


class Subject(NamedTuple):
    """A suite's interpreter, and the suite whose base system makes its toolchain."""

    suite: str
    base: str
    package: str
    version: str


SUBJECTS: Mapping[str, Subject] = {
    "bullseye": Subject("bullseye", "bookworm", "python3.9", "3.9.2-1"),
    "bookworm": Subject("bookworm", "bookworm", "python3.11", "3.11.2-6+deb12u6"),
    "trixie": Subject("trixie", "trixie", "python3.13", "3.13.5-2"),
}


def base_system(suite: str) -> Path:
    root = CACHE / f"base-{suite}"
    if not root.exists():
        draft = CACHE / f"base-{suite}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        subprocess.run(["debootstrap", "--variant=minbase", suite, str(draft)], check=True, stdout=subprocess.DEVNULL)
        draft.rename(root)
    return root


@contextlib.contextmanager
def mounted_proc(root: Path) -> Generator[None, None, None]:
    subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(root / "proc")], check=True)


def prepare_root(base: str, root: Path) -> None:
    """Copy a base system, and put the toolchain's step into it as a build does."""
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["cp", "-a", str(base_system(base)), str(root)], check=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    shutil.copytree(LINKER / "toolchain", root / "faktory/toolchain", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(LINKER / "modules.json", root / "faktory/toolchain/modules.json")


def make_toolchain(subject: Subject, root: Path) -> None:
    prepare_root(subject.base, root)
    begin = time.monotonic()
    with mounted_proc(root):
        words = ["debian", subject.suite, subject.package, subject.version]
        enter(root, ["/bin/sh", "/faktory/toolchain/debian.sh", *words])
    more = kibibytes(root) - kibibytes(base_system(subject.base))
    print(f"{subject.suite}: toolchain in {time.monotonic() - begin:.1f} s, {more / 1024:.0f} MiB over its base")


def kibibytes(root: Path) -> int:
    return int(subprocess.run(["du", "-sk", str(root)], stdout=subprocess.PIPE, check=True).stdout.split()[0])


def enter(root: Path, argv: Sequence[str], **environment: str) -> None:
    subprocess.run(["chroot", str(root), *argv], env={**ENVIRONMENT, **environment}, check=True)


def origin_of(subject: Subject) -> Mapping[str, Any]:
    origin = {"kind": "debian", "distribution": "debian", **subject._asdict()}
    del origin["base"]
    return origin


def link(root: Path, origin: Mapping[str, Any], modules: Sequence[str]) -> Path:
    """Link one python.km in the toolchain's root, as the link step does."""
    for name in ("faktory/linker", "in", "out", "report"):
        shutil.rmtree(root / name, ignore_errors=True)
    shutil.copytree(LINKER, root / "faktory/linker", ignore=shutil.ignore_patterns("__pycache__", "toolchain"))
    for name in ("in", "out", "report"):
        (root / name).mkdir()
    python = json.loads((root / "toolchain/toolchain.json").read_text(encoding="utf-8"))["python"]
    openssl = {"folder": "/etc/lane", "major": 3}
    manifest = {"format": 1, "modules": sorted(modules), "openssl": openssl, "origin": origin, "python": python}
    manifest.update(library=[], records=[], hashes={})
    (root / "in/link.json").write_text(json.dumps(manifest, sort_keys=True), encoding="utf-8")
    folders = ["--toolchain", "/toolchain", "--manifest", "/in/link.json", "--out", "/out", "--report", "/report"]
    enter(root, ["python3", "/faktory/linker/link.py", *folders])
    (binary,) = (root / "out").iterdir()
    return binary


def link_all(root: Path, origin: Mapping[str, Any], modules: Sequence[str]) -> Path:
    """Link python.km without SQLite, and with all modules twice; tell the time of one link and its size."""
    few = link(root, origin, [name for name in modules if name != "_sqlite3"])
    assert re.search(rb"sqlite3_|SQLite", few.read_bytes()) is None, "SQLite is linked without _sqlite3"
    first = digest(link(root, origin, modules))
    begin = time.monotonic()
    binary = link(root, origin, modules)
    print(f"{len(modules)} modules, {binary.stat().st_size / 1e6:.1f} MB, linked in {time.monotonic() - begin:.1f} s")
    assert digest(binary) == first, "two links of one manifest differ"
    prove_static(binary)
    assert (binary.stat().st_mtime, binary.stat().st_mode & 0o777) == (0, 0o755)
    return binary


def write_placeholders(dynload: Path, modules: Sequence[str], soabi: str) -> None:
    dynload.mkdir(parents=True)
    for module in [*modules, "unlinked"]:
        (dynload / f"{module}.{soabi}.so").write_text(f"kontain module\ncpython:{module}\n", encoding="utf-8")


def scratch_root(subject: Subject, binary: Path, modules: Sequence[str], soabi: str) -> Path:
    """Make a root of python.km, Debian's own library with placeholders, and a few files of /etc."""
    root = CACHE / f"scratch-{subject.suite}"
    shutil.rmtree(root, ignore_errors=True)
    for part in ("minimal", "stdlib"):
        name = f"lib{subject.package}-{part}_{subject.version}_amd64.deb"
        deb = CACHE / name
        if not deb.exists():
            urllib.request.urlretrieve(f"{POOL}/{subject.package}/{name}", deb)
        subprocess.run(["dpkg-deb", "-x", str(deb), str(root)], check=True)
    dynload = root / "usr/lib" / subject.package / "lib-dynload"
    shipped = {path.name.split(".")[0] for path in dynload.glob("*.so")}
    assert shipped <= set(modules), f"Debian ships modules that cannot be linked: {sorted(shipped - set(modules))}"
    shutil.rmtree(dynload)
    write_placeholders(dynload, modules, soabi)
    furnish(root, binary, root / "usr/bin/python3")
    return root


def furnish(root: Path, binary: Path, interpreter: Path) -> None:
    """Put python.km, the probe and the files of /etc that it asks for into a root."""
    for folder in ("etc/lane", "tmp"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    interpreter.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(binary, interpreter)
    shutil.copy("/bin/true", root / "elf.so")
    shutil.copy(PROBE, root / "probe.py")
    (root / "etc/passwd").write_text("root:x:0:0::/:\nprobe:x:1234:4321::/:\n", encoding="utf-8")
    (root / "etc/group").write_text("root:x:0:\nprobe:x:4321:probe\n", encoding="utf-8")
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n10.9.8.7 probe.test\n", encoding="utf-8")
    (root / "etc/nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files dns\n", encoding="utf-8")
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    # Where the manifest says that the image's OpenSSL looks.
    shutil.copy("/etc/ssl/certs/ca-certificates.crt", root / "etc/lane/cert.pem")


def prove_static(binary: Path) -> None:
    """ET_EXEC with no interpreter and no dynamic section."""
    data = binary.read_bytes()
    kind, start = struct.unpack_from("<H", data, 16)[0], struct.unpack_from("<Q", data, 32)[0]
    size, count = struct.unpack_from("<HH", data, 54)
    types: List[int] = [struct.unpack_from("<I", data, start + size * index)[0] for index in range(count)]
    assert (kind, 2 in types, 3 in types) == (2, False, False), f"{binary}: type {kind}, program headers {types}"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run_lane(subject: Subject, relink: bool) -> None:
    root = CACHE / f"toolchain-{subject.suite}"
    if not relink:
        make_toolchain(subject, root)
    description = json.loads((root / "toolchain/toolchain.json").read_text(encoding="utf-8"))
    assert not description["failed"], description["failed"]
    modules = sorted(description["modules"])

    print(f"{subject.suite}: ", end="", flush=True)
    binary = link_all(root, origin_of(subject), modules)
    scratch = scratch_root(subject, binary, modules, description["python"]["soabi"])
    enter(scratch, ["/usr/bin/python3", "/probe.py", "/usr", *modules], LANG="C.UTF-8")


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("lane.py: debootstrap, mount and chroot want root")
    CACHE.mkdir(parents=True, exist_ok=True)
    suites = [word for word in sys.argv[1:] if word != "--relink"]
    for suite in suites or ["bookworm", "trixie"]:
        run_lane(SUBJECTS[suite], "--relink" in sys.argv)
