"""An image's OpenSSL: what of it a python.km with another build of OpenSSL has to keep."""

import mmap
import re
from typing import Iterator, NamedTuple, Optional

import libraries
from facts import Python
from findings import Findings
from image import Image

# OpenSSL_version(OPENSSL_DIR) and OpenSSL_version(OPENSSL_VERSION) answer with these texts, from 1.1.0 on.
COMPILED_IN = re.compile(rb'OPENSSLDIR: "(/[A-Za-z0-9._+/-]{1,200})"')
VERSION = re.compile(rb"OpenSSL (\d{1,2})\.\d+\.\d+[a-z]{0,2} ")
MODULES = ("_ssl", "_hashlib")


class OpenSSL(NamedTuple):
    """``folder`` is where it looks for configuration and certificates, as it was told when it was built; ``major``
    is 0 where its version is not known."""

    folder: str
    major: int


def find(image: Image, python: Python, interpreter: str) -> Optional[OpenSSL]:
    """What the interpreter or its modules use; None where they have no OpenSSL."""
    for path in holders(image, python, interpreter):
        found = read(image, path)
        if found is not None:
            return found
    return None


def holders(image: Image, python: Python, interpreter: str) -> Iterator[str]:
    """The files that may hold OpenSSL's own code, the likeliest first: a module may share it or have it linked in."""
    named = [stdlib + "/" + name + suffix for name in MODULES for stdlib in python.stdlib for suffix in python.suffixes]
    modules = [image.real(path) for path in named if image.is_file(path)]
    search = libraries.Search(image, {}, Findings())
    for need in libraries.closure(search, [interpreter], modules, set()):
        if need.path.rpartition("/")[2].startswith("libcrypto"):
            yield image.real(need.path)
    yield from modules
    yield interpreter


def read(image: Image, path: str) -> Optional[OpenSSL]:
    try:
        with open(image.host(path), "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            folder, version = COMPILED_IN.search(data), VERSION.search(data)
            if folder is None:
                return None
            return OpenSSL(folder.group(1).decode("ascii").rstrip("/"), int(version.group(1)) if version else 0)
    except (OSError, ValueError):
        return None
