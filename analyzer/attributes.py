"""Extended attributes of open files, by their descriptors. CPython on musl has no os.listxattr (before 3.13
Modules/posixmodule.c wants glibc for it), so there the C library itself is asked."""

import os
from typing import Any, Callable, List, NamedTuple, Optional


class Calls(NamedTuple):
    """As os has them; errors are OSErrors."""

    names: Callable[[int], List[str]]
    get: Callable[[int, str], bytes]
    put: Callable[[int, str, bytes], None]


def calls() -> Optional[Calls]:
    """None where this python has neither os.listxattr nor ctypes."""
    if hasattr(os, "listxattr"):
        return Calls(os.listxattr, os.getxattr, os.setxattr)
    try:
        import ctypes
    except ImportError:
        return None
    return by_library(ctypes)


def by_library(ctypes: Any) -> Optional[Calls]:
    """listxattr(2) and its kin, called twice where they fill a buffer: first for its size."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        lister, getter, setter = library.flistxattr, library.fgetxattr, library.fsetxattr
    except (OSError, AttributeError):
        return None

    def checked(size: int) -> int:
        if size < 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))
        return size

    def names(descriptor: int) -> List[str]:
        room = checked(lister(descriptor, None, 0))
        buffer = ctypes.create_string_buffer(max(room, 1))
        size = checked(lister(descriptor, buffer, room))
        return [os.fsdecode(name) for name in buffer.raw[:size].split(b"\0") if name]

    def get(descriptor: int, name: str) -> bytes:
        room = checked(getter(descriptor, os.fsencode(name), None, 0))
        buffer = ctypes.create_string_buffer(max(room, 1))
        size = checked(getter(descriptor, os.fsencode(name), buffer, room))
        return buffer.raw[:size]

    def put(descriptor: int, name: str, value: bytes) -> None:
        checked(setter(descriptor, os.fsencode(name), value, len(value), 0))

    for function in (lister, getter):
        function.restype = ctypes.c_ssize_t
    # Sizes are size_t: without prototypes they would travel as int.
    lister.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
    getter.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_size_t]
    setter.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    return Calls(names, get, put)
