"""/sbin/ldconfig of a static image: ctypes.util.find_library asks it for names, and python.km holds the C library."""

import re
from typing import Dict, Optional

import ldcache
from image import Image
from libraries import CACHE

PROGRAM = "/sbin/ldconfig"
# What dlopen takes for the program itself (linker/c/dl.c).
IN_PROGRAM = re.compile(r"lib(c\.so\.6|m\.so\.6|dl\.so\.2|pthread\.so\.0|util\.so\.1|rt\.so\.1|resolv\.so\.2)\Z")
OF_PYTHON = re.compile(r"libpython3\.[^/]*\.so[^/]*\Z")
# As long as Linux reads a first line of a script, in its older versions.
LONGEST_FIRST = 127
SCRIPT = """#!%s -IS
# This image's python has the C library linked in: ctypes.util.find_library reads its parts' names here.
import sys

if sys.argv[1:] != ["-p"]:
    sys.exit("%%s: knows only -p in this image" %% sys.argv[0])
sys.stdout.write(
    \"\"\"%d libs found in cache `%s'
%s\"\"\"
)
"""


def known(image: Image) -> Dict[str, str]:
    """What find_library finds in the source of what python.km holds: names and paths of the loader's cache."""
    cached = ldcache.parse(image.read(CACHE) or b"")
    return {name: cached[name][0] for name in cached if IN_PROGRAM.match(name) or OF_PYTHON.match(name)}


def script(image: Image, km: str) -> Optional[bytes]:
    """None for an image in which find_library asks no cache, or none of these is in it."""
    found = known(image)
    lines = ["\t%s (libc6,x86-64) => %s\n" % (name, found[name]) for name in sorted(found)]
    text = SCRIPT % (km, len(lines), CACHE, "".join(lines))
    if not lines or " " in km or len(text.partition("\n")[0]) > LONGEST_FIRST or not image.is_file(PROGRAM):
        return None
    try:
        return text.encode("ascii")
    except UnicodeEncodeError:
        return None
