"""Copies of this machine's pythons. A trace changes the library that it finds: it is never given one that is used."""

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Dict, List, NamedTuple

import tracer_path  # noqa: F401  isort: skip
import pythons

# Large, and not needed here.
WITHOUT = shutil.ignore_patterns(
    "test", "tests", "idlelib", "ensurepip", "lib2to3", "tkinter", "pydoc_data", "turtledemo", "config-*", "*.a"
)
EVERY = [version for version in pythons.VERSIONS if version in pythons.found() and version != "2.7"]
OLD_AND_NEW = [EVERY[0], EVERY[-1]] if EVERY else []
copies: Dict[str, "Copy"] = {}


class Copy(NamedTuple):
    """A root with one python; ``env`` is what starts it there, ``encodings`` the text that a trace adds to."""

    root: str
    python: str
    library: str
    env: List[str]
    encodings: bytes

    def renew(self) -> None:
        """As a build does, which throws the root away after each trace."""
        path = Path(self.library, "encodings/__init__.py")
        if path.read_bytes() != self.encodings:
            path.unlink()
            path.write_bytes(self.encodings)


def of(version: str) -> Copy:
    if version not in copies:
        copies[version] = make(version)
    return copies[version]


def make(version: str) -> Copy:
    source = pythons.found()[version]
    code = "import os, sys; print(os.path.dirname(os.__file__)); print(sys.base_prefix)"
    library, prefix = subprocess.check_output([source, "-I", "-S", "-c", code]).decode().split()
    # Not below /dev or /tmp, of which nothing is an image's.
    root = tempfile.mkdtemp(prefix="faktory-tracer-", dir="/var/tmp")
    atexit.register(shutil.rmtree, root)
    os.chmod(root, 0o755)
    os.makedirs(root + "/bin")
    os.makedirs(root + "/lib")
    shutil.copy2(source, root + "/bin/python" + version)
    copied = "%s/lib/python%s" % (root, version)
    packages = shutil.ignore_patterns("*")

    def ignored(folder: str, names: List[str]) -> "set[str]":
        inside = os.path.basename(folder) in ("site-packages", "dist-packages")
        return set((packages if inside else WITHOUT)(folder, names))

    shutil.copytree(library, copied, symlinks=True, ignore=ignored)
    for shared in sorted(Path(prefix, "lib").glob("libpython*")):
        shutil.copy2(str(shared), root + "/lib", follow_symlinks=True)
    env = ["PATH=%s/bin:/usr/bin:/bin" % root, "LD_LIBRARY_PATH=%s/lib" % root]
    return Copy(root, root + "/bin/python" + version, copied, env, Path(copied, "encodings/__init__.py").read_bytes())
