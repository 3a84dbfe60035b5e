"""ld.so.cache, glibc's map from sonames to files (sysdeps/generic/dl-cache.h), the format since 2.2."""

import struct
from typing import Dict, List

NEW = b"glibc-ld.so.cache1.1"
OLD = b"ld.so-1.7.0"
HEADER = 48
ENTRY = 24
MOST_ENTRIES = 1 << 17

# FLAG_ELF_LIBC6 | FLAG_X8664_LIB64: the entries that an x86-64 process may use.
X86_64 = 0x0303


def parse(data: bytes) -> Dict[str, List[str]]:
    """Paths by soname, the loader's best choice last taken first: hardware-specific builds come
    before the plain one, and all are given, because another machine takes another."""
    start = 0
    if data.startswith(OLD):
        # The old table may stand in front; its entries are 12 bytes, and the new one is aligned to 8.
        if len(data) < 16:
            return {}
        (count,) = struct.unpack_from("<I", data, 12)
        start = (16 + count * 12 + 7) & ~7
    if data[start : start + len(NEW)] != NEW or len(data) < start + HEADER:
        return {}
    (count,) = struct.unpack_from("<I", data, start + 20)
    found: Dict[str, List[str]] = {}
    for index in range(min(count, MOST_ENTRIES)):
        offset = start + HEADER + index * ENTRY
        if offset + ENTRY > len(data):
            break
        flags, key, value = struct.unpack_from("<iII", data, offset)
        if flags & 0xFFFF == X86_64:
            found.setdefault(string(data, start + key), []).append(string(data, start + value))
    return found


def string(data: bytes, offset: int) -> str:
    end = data.find(b"\0", offset, offset + 4096)
    return data[offset : max(end, offset)].decode("utf-8", "surrogateescape")
