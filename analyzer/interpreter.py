"""The one interpreter of the build, and every path of the image that leads to it."""

import os
import re
import sys
from typing import Dict, List, NamedTuple, Optional

import elf
from findings import Findings
from image import Image, join

BIN_FOLDERS = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")
NAME = re.compile(r"(python|pypy)(\d+(\.\d+)*[a-z]?)?$")


def started_by(asked: str) -> str:
    """The path of the interpreter that runs this: the one asked for, or what the engine found in PATH by that name."""
    if asked.startswith("/"):
        return asked
    # A wrapper script may have started it so that it does not know its own path.
    return sys.executable if sys.executable.startswith("/") else os.readlink("/proc/self/exe")


class Interpreter:
    """The interpreter by its canonical path. A file of the same content elsewhere (a hard link, or a
    virtual environment made with copies) is the same interpreter."""

    def __init__(self, image: Image, path: str) -> None:
        self.path = path
        self.status = image.lstat(path)
        self.content: Optional[bytes] = None
        self.same: Dict[str, bool] = {}

    def is_at(self, image: Image, path: str) -> bool:
        """Whether a path leads to this interpreter."""
        real = image.real(path)
        if real not in self.same:
            self.same[real] = real == self.path or self.is_copy(image, real)
        return self.same[real]

    def is_copy(self, image: Image, real: str) -> bool:
        other = image.lstat(real)
        if other is None or self.status is None or other.st_size != self.status.st_size:
            return False
        if (other.st_dev, other.st_ino) == (self.status.st_dev, self.status.st_ino):
            return True
        if self.content is None:
            self.content = image.read(self.path, 1 << 30) or b""
        return self.content.startswith(elf.MAGIC) and image.read(real, 1 << 30) == self.content


class Links(NamedTuple):
    """``links``: paths that become or stay symbolic links; ``copies``: those of them that are files of
    their own, the interpreter's canonical path among them."""

    links: List[str]
    copies: List[str]


def identify(image: Image, path: str) -> Interpreter:
    """Start from the path that the frontend found. A copy in a virtual environment belongs to the
    interpreter that pyvenv.cfg names: that one stands beside its library."""
    real = image.real(path)
    home = venv_home(image, real) or ""
    for name in (real.rpartition("/")[2], "python3", "python"):
        original = Interpreter(image, image.real(join(home, name))) if home else None
        if original is not None and original.status is not None and original.is_at(image, real):
            return original
    return Interpreter(image, real)


def venv_home(image: Image, program: str) -> Optional[str]:
    """``home`` of the virtual environment that a program stands in."""
    text = image.read_text((venv(image, program) or "") + "/pyvenv.cfg")
    for line in (text or "").splitlines():
        key, equals, value = line.partition("=")
        if equals and key.strip().lower() == "home":
            return value.strip()
    return None


def venv(image: Image, program: str) -> Optional[str]:
    """The virtual environment that a program stands in, by Python's own rule: beside it or one folder up."""
    folder = program.rpartition("/")[0]
    return next((f for f in (folder, folder.rpartition("/")[0]) if image.is_file(f + "/pyvenv.cfg")), None)


def km_path(interpreter: Interpreter, version: str) -> str:
    return "%s/python%s.km" % (interpreter.path.rpartition("/")[0], version)


def bin_folders(image: Image, env_path: str, prefixes: List[str], cwd: str) -> List[str]:
    """The canonical folders where programs are looked for, in PATH's order first."""
    named = [join(cwd, folder) for folder in env_path.split(":") if folder]
    named += [prefix + "/bin" for prefix in prefixes] + list(BIN_FOLDERS)
    found: List[str] = []
    for folder in named:
        real = image.real(folder)
        if real not in found and real != "/" and image.is_folder(real):
            found.append(real)
    return found


def find_links(image: Image, interpreter: Interpreter, folders: List[str], findings: Findings) -> Links:
    """Look at each name in the bin folders: a link is followed, and a file called python compared."""
    links = {interpreter.path}
    copies = {interpreter.path}
    others: List[str] = []
    for folder in folders:
        for name in image.names(folder):
            path = folder + "/" + name
            is_link = image.readlink(path) is not None
            if not is_link and not NAME.match(name):
                continue
            if not interpreter.is_at(image, path):
                # A script in python's place is followed like any other.
                if NAME.match(name) and (image.read(path, 4) or b"") == elf.MAGIC:
                    others.append(path)
                continue
            found = image.resolve(path)
            if found is not None:
                # A link to a folder on the way (/bin) leads to more than the interpreter.
                links.update(link for link in found.links if not image.is_folder(link))
                links.add(found.real)
                copies.add(found.real)
    if others:
        findings.add(
            "other-python",
            "left out, since the program runs %s: %s" % (interpreter.path, ", ".join(sorted(others))),
            "a Kontain image has one interpreter, the one that its entrypoint runs",
        )
    return Links(sorted(links), sorted(copies))


def link_target(path: str, km: str) -> str:
    """What stands in the place of the interpreter's file, or of a copy of it."""
    folder, _, name = km.rpartition("/")
    return name if path.rpartition("/")[0] == folder else km
