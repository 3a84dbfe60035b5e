"""Where an image's OpenSSL looks for its configuration and its certificates, as it was told when it was built."""

import mmap
import re
from typing import Iterator

import libraries
from facts import Python
from findings import Findings
from image import Image

# OpenSSL_version(OPENSSL_DIR) answers with this text, in every release from 1.1.0 on.
COMPILED_IN = re.compile(rb'OPENSSLDIR: "(/[A-Za-z0-9._+/-]{1,200})"')
MODULES = ("_ssl", "_hashlib")


def folder(image: Image, python: Python, interpreter: str) -> str:
    """OPENSSLDIR, without a slash at its end; nothing where the interpreter has no OpenSSL."""
    for path in holders(image, python, interpreter):
        found = compiled_in(image, path)
        if found:
            return found
    return ""


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


def compiled_in(image: Image, path: str) -> str:
    try:
        with open(image.host(path), "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            found = COMPILED_IN.search(data)
            return found.group(1).decode("ascii").rstrip("/") if found else ""
    except (OSError, ValueError):
        return ""
