"""Whether an interpreter and the library that it finds belong together.

An interpreter over another version's library can import next to nothing ("SRE module mismatch"), so this
file uses only what is compiled into every interpreter, and type comments, since typing is library."""
# pyright: reportTypeCommentUsage=false

import posix
import sys
from _imp import extension_suffixes

SRE_MAGIC = "MAGIC = "
VERSION = "'VERSION': '"
HINT = (
    "name an image in FROM whose python and its standard library were installed together, or put the library of "
    "Python %s there; PYTHONHOME, PYTHONPATH and LD_LIBRARY_PATH can mix two versions too"
)


class Own:
    """What the interpreter itself says, and its library has to agree with."""

    def __init__(self, path, version, sre_magic, pyc_magic, suffixes):
        # type: (str, str, int, bytes, list[str]) -> None
        self.path = path
        self.version = version
        self.short = ".".join(version.split(".")[:2])
        self.sre_magic = sre_magic
        self.pyc_magic = pyc_magic
        self.suffixes = [suffix for suffix in suffixes if suffix.startswith(".cpython-")]


def running():
    # type: () -> Own
    importer = sys.modules["_frozen_importlib_external"]
    return Own(
        sys.executable or "the interpreter",
        "%d.%d.%d" % sys.version_info[:3],
        int(getattr(__import__("_sre"), "MAGIC", 0)),
        importer.MAGIC_NUMBER,
        extension_suffixes(),
    )


def find(own, folders):
    # type: (Own, list[str]) -> tuple[str, str] | None
    """The message and hint for the first library of another version among import folders."""
    for folder in folders:
        if not is_library(folder):
            continue
        signs = disagreements(own, folder)
        if signs:
            other = " or ".join(versions_of(folder, own)) or "another version"
            message = "%s is Python %s, but the library that it imports from %s is Python %s's: %s" % (
                own.path,
                own.version,
                folder,
                other,
                "; ".join(signs),
            )
            return message, HINT % own.version
    return None


def is_library(folder):
    # type: (str) -> bool
    """By what only a standard library has side by side."""
    names = listed(folder)
    return any(name in names for name in ("os.py", "os.pyc")) and any(
        name in names for name in ("codecs.py", "codecs.pyc")
    )


def disagreements(own, folder):
    # type: (Own, str) -> list[str]
    """Each sign that the library was made for another interpreter; where one is missing, it says nothing."""
    signs = []  # type: list[str]
    for name in ("re/_constants.py", "sre_constants.py"):
        magic = after(folder + "/" + name, SRE_MAGIC)
        if magic.isdigit() and int(magic) != own.sre_magic:
            signs.append("%s has MAGIC %s, the interpreter %d" % (name, magic, own.sre_magic))
            break
    built = [(name, after(folder + "/" + name, VERSION)) for name in build_records(folder)]
    if any(version for _, version in built) and own.short not in [version for _, version in built]:
        signs.append("%s is of Python %s" % next(record for record in built if record[1]))
    modules = [name for name in listed(folder + "/lib-dynload") if name.endswith(".so")]
    tagged = [name for name in modules if ".cpython-" in name]
    if len(tagged) == len(modules) > 0 and own.suffixes and not any(ends(name, own.suffixes) for name in tagged):
        signs.append("lib-dynload/%s has not the interpreter's %s" % (tagged[0], own.suffixes[0]))
    compiled = content(folder + "/os.pyc", 4)
    if compiled and "os.py" not in listed(folder) and compiled != own.pyc_magic:
        signs.append("os.pyc has the number %d, the interpreter %d" % (number(compiled), number(own.pyc_magic)))
    return signs + ctypes_sign(own, folder)


def ctypes_sign(own, folder):
    # type: (Own, str) -> list[str]
    """ctypes compares the versions of its two halves when it is imported; the compiled half has its own
    as a text of C."""
    library = after(folder + "/ctypes/__init__.py", '\n__version__ = "')
    for suffix in own.suffixes if library else ():
        name = folder + "/lib-dynload/_ctypes" + suffix
        compiled = content(name, 1 << 22)
        if compiled and library.encode("ascii", "replace") + b"\0" not in compiled:
            return ["ctypes/__init__.py has version %s, and lib-dynload/_ctypes%s another" % (library, suffix)]
    return []


def versions_of(folder, own):
    # type: (str, Own) -> list[str]
    """The versions that a library's own files name, less the interpreter's, which it may have written there."""
    found = {after(folder + "/" + name, VERSION) for name in build_records(folder)}
    if not found - {"", own.short}:
        for place in ("/lib-dynload", "/__pycache__"):
            for name in listed(folder + place):
                digits = leading_digits(name.partition(".cpython-")[2])
                found.add("%s.%s" % (digits[0], digits[1:]) if len(digits) > 1 else "")
    return sorted(found - {"", own.short})


def build_records(folder):
    # type: (str) -> list[str]
    """sysconfig's files of what the build was told."""
    return [name for name in listed(folder) if name.startswith("_sysconfigdata") and name.endswith(".py")]


def after(path, mark):
    # type: (str, str) -> str
    """The word or the quoted text after a mark in a file; nothing where either is not there."""
    rest = content(path, 1 << 20).decode("latin-1").partition(mark)[2]
    end = next((index for index, char in enumerate(rest[:64]) if char in "'\"\n #"), 0)
    return rest[:end]


def content(path, most):
    # type: (str, int) -> bytes
    try:
        descriptor = posix.open(path, posix.O_RDONLY)
    except (OSError, ValueError):
        return b""
    try:
        data = block = posix.read(descriptor, most)
        while block and len(data) < most:
            block = posix.read(descriptor, most - len(data))
            data += block
        return data
    except OSError:
        return b""
    finally:
        posix.close(descriptor)


def listed(folder):
    # type: (str) -> list[str]
    try:
        return sorted(posix.listdir(folder))
    except (OSError, ValueError):
        return []


def ends(name, suffixes):
    # type: (str, list[str]) -> bool
    return any(name.endswith(suffix) for suffix in suffixes)


def leading_digits(text):
    # type: (str) -> str
    return text[: next((index for index, char in enumerate(text) if not char.isdigit()), len(text))]


def number(magic):
    # type: (bytes) -> int
    return int.from_bytes(magic[:2], "little")
