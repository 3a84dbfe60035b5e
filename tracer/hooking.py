"""Puts the hook into every Python library below a root that is thrown away: at the end of ``encodings/__init__.py``,
which any start of an interpreter imports, with -I, -S and -E too, and a program that embeds one."""

import os
import re
import stat
import sys
import time
from typing import Iterator, List, NamedTuple, Tuple

LIBRARY = re.compile(r"python3\.(\d+)t?\Z")
ZIPPED = re.compile(r"python3\d+t?\.zip\Z")
OLDEST = 6
# From this one on there are audit events.
AUDITED = 8
PACKAGES = ("site-packages", "dist-packages")
# Where no interpreter is looked for: the kernel's, ours, and what is large and holds none.
WITHOUT = frozenset(PACKAGES + ("node_modules", "__pycache__", ".git"))
TOPS_WITHOUT = ("/.faktory", "/dev", "/proc", "/sys", "/usr/share", "/usr/include", "/usr/src", "/var/cache")

APPENDED = """

def _trace():
    scope = {"__name__": "<faktory>"}
    for text in %r:
        exec(compile(text, "<faktory>", "exec"), scope)
    scope["install"](%r, %r)


try:
    _trace()
except Exception:
    pass
del _trace
"""


class Library(NamedTuple):
    """A folder (or a zip file) with a standard library, and its Python's X of 3.X."""

    path: str
    minor: int


class Hooked(NamedTuple):
    """``blind``: libraries whose pythons are seen in part or not at all, and why."""

    libraries: List[str]
    blind: List[Tuple[str, str]]


def hook_all(root: str, notes: str) -> Hooked:
    """``notes``: the folder that the hook writes to."""
    began = time.time()
    hooked: List[str] = []
    blind: List[Tuple[str, str]] = []
    for library in find(root):
        try:
            if library.minor == sys.version_info[1] and is_frozen():
                raise CannotHook("its encodings are in the interpreter itself")
            append(library.path + "/encodings/__init__.py", text_for(library.minor, notes, began))
            hooked.append(library.path)
        except OSError as error:
            blind.append((library.path, error.strerror or str(error)))
        except CannotHook as error:
            blind.append((library.path, str(error)))
            hook_site(library, text_for(library.minor, notes, began))
    return Hooked(hooked, blind)


class CannotHook(Exception):
    """A library that starts its interpreters by other code than its own files'; says why."""


def find(root: str) -> Iterator[Library]:
    """The libraries below a root. Links are not followed: what they lead to is below the root itself, or not in it."""
    tops = {root.rstrip("/") + top for top in TOPS_WITHOUT}
    for folder, below, files in os.walk(root):
        below[:] = sorted(
            name for name in below if name not in WITHOUT and os.path.join(folder, name) not in tops
        )
        for name in [each for each in below if LIBRARY.match(each)]:
            path = os.path.join(folder, name)
            minor = int(LIBRARY.sub(r"\1", name))
            if minor >= OLDEST and os.path.isdir(path + "/encodings") and not os.path.islink(path):
                below.remove(name)
                yield Library(path, minor)
        for name in sorted(files):
            if ZIPPED.match(name) and has_library(os.path.join(folder, name)):
                yield Library(os.path.join(folder, name), int(re.sub(r"\D", "", name[7:-4]) or 0))


def has_library(path: str) -> bool:
    # Not in every image, and seldom needed.
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("encodings/__init__.py") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def is_frozen() -> bool:
    """Whether this interpreter has the module that is to be added to among its own."""
    spec = getattr(sys.modules.get("encodings"), "__spec__", None)
    return getattr(spec, "origin", None) == "frozen"


def text_for(minor: int, notes: str, began: float) -> bytes:
    """What is appended: the hook's own text, since the program's user may not read our folders."""
    names = ["hook.py"] if minor >= AUDITED else ["hook.py", "patches.py"]
    here = os.path.dirname(os.path.abspath(__file__))
    texts: List[bytes] = []
    for name in names:
        with open(here + "/" + name, "rb") as file:
            texts.append(file.read())
    return (APPENDED % (texts, os.fsencode(notes), began)).encode("ascii")


def append(path: str, text: bytes) -> None:
    """Make the file anew with the text at its end, so that another name of the old one does not change with it; what
    was compiled of it goes, so that the source counts."""
    if ".zip/" in path:
        raise CannotHook("it is in a zip file")
    try:
        status = os.stat(path)
    except FileNotFoundError:
        raise CannotHook("it has no source of encodings") from None
    with open(path, "rb") as file:
        data = file.read()
    new = path + ".faktory"
    with open(new, "wb") as file:
        file.write(data + text)
    os.chmod(new, stat.S_IMODE(status.st_mode))
    os.replace(new, path)
    compiled = os.path.dirname(path) + "/__pycache__"
    for name in os.listdir(compiled) if os.path.isdir(compiled) else []:
        if name.startswith("__init__."):
            os.remove(compiled + "/" + name)


def hook_site(library: Library, text: bytes) -> None:
    """Where that cannot be, by a .pth file: for what is started with site, which most is."""
    folder = os.path.dirname(library.path) if library.path.endswith(".zip") else library.path
    places = [folder, "%s/python3.%d" % (folder, library.minor), "%s/python3" % folder]
    line = b"import sys; exec(%s)\n" % ascii(text.decode("ascii")).encode("ascii")
    for place in places:
        for name in PACKAGES:
            if os.path.isdir("%s/%s" % (place, name)):
                with open("%s/%s/faktory-trace.pth" % (place, name), "wb") as file:
                    file.write(line)
