"""Names of shared libraries: what a wheel made of them, and which are no libraries to link."""

import re

# The C library, the loader, and what the compiler brings by itself, also as archives.
OWN = re.compile(
    r"(ld-linux.*|lib(c|m|dl|pthread|rt|util|resolv|anl|mvec|BrokenLocale|nsl|thread_db|gcc_s)(-\d.*)?)\.(so.*|a)"
)
# auditwheel puts a digest of the file before the suffix: libpq-9b38f5e3.so.5.14
HASHED = re.compile(r"^(lib.+?)-(?:r\d+-)?[0-9a-f]{8}(?:\.\d+)*(\.so.*)$")


def is_own(name: str) -> bool:
    return OWN.fullmatch(name) is not None


def plain(name: str) -> str:
    """Take the digest off that a wheel put into the name."""
    found = HASHED.match(name)
    return found.group(1) + found.group(2) if found else name


def renamed(stem: str) -> list[str]:
    """Return what a library may be called that a wheel has under a name of its own: libscipy_openblas64_ has a
    vendor's word before it, and the width of its integers behind it."""
    words = [word for word in stem.removeprefix("lib").split("_") if word]
    if len(words) < 2:
        return []
    return list(dict.fromkeys([f"lib{words[-1]}", f"lib{words[-1].rstrip('0123456789')}"]))


def stem(name: str) -> str:
    """Return the name without its version: libxml2 of libxml2.so.2.9.14, libdb of libdb-5.3.so."""
    return re.sub(r"\.so(\..*)?$", "", plain(name))
