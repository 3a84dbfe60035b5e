"""Strings of a module that Cython made: since 3.1 they are one text, often compressed, cut up by a table of lengths."""

import re
import sys
from array import array
from typing import Iterator, List, Optional

COMPRESSED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|BZh[1-9]1AY&SY")
LARGEST_TEXT = 1 << 23
# A module has no longer string, and no fewer of them.
LONGEST, FEWEST = 1 << 20, 8
# Each module of Cython's has these.
SIGNS = (b"__test__", b"__main__")
# Shorter names stand in too many words.
STANDARD = sorted(name.encode("ascii") for name in getattr(sys, "stdlib_module_names", ()) if len(name) > 4)
RUN = re.compile(rb"[^\0]{200,}")


def strings_of(constants: bytes) -> Iterator[bytes]:
    """The strings of a text with its table; of one without, the standard modules that it may name."""
    for text in texts_of(constants):
        if not all(sign in text for sign in SIGNS):
            continue
        lengths = lengths_of(constants, text)
        if lengths is not None:
            yield from cut(text, lengths)
        else:
            yield from (name for name in STANDARD if name in text)


def texts_of(constants: bytes) -> Iterator[bytes]:
    for match in COMPRESSED.finditer(constants):
        text = expanded(constants[match.start() : match.start() + LARGEST_TEXT])
        if text is not None:
            yield text
    for match in RUN.finditer(constants):
        yield match.group()


def expanded(data: bytes) -> Optional[bytes]:
    """None where this is no such text; and where the interpreter lacks what unpacks it, so that it can import no
    module with one."""
    try:
        return expanded_bz2(data) if data[:3] == b"BZh" else expanded_zlib(data)
    except (ImportError, OSError, ValueError, EOFError):
        return None


def expanded_bz2(data: bytes) -> bytes:
    import bz2

    return bz2.BZ2Decompressor().decompress(data, LARGEST_TEXT)


def expanded_zlib(data: bytes) -> Optional[bytes]:
    import zlib

    stream = zlib.decompressobj()
    try:
        text = stream.decompress(data, LARGEST_TEXT)
    except zlib.error:
        return None
    return text if stream.eof else None


def lengths_of(constants: bytes, text: bytes) -> Optional[List[int]]:
    """A row of numbers that add up to the text's length, and cut out what every module has."""
    words = array("I")
    words.frombytes(constants[: len(constants) // 4 * 4])
    total, size = 0, len(text)
    begins = {0: 0}
    for at, word in enumerate(words):
        if word > LONGEST:
            total, begins = 0, {0: at + 1}
            continue
        total += word
        begin = begins.get(total - size)
        if begin is not None and at - begin >= FEWEST:
            lengths = list(words[begin : at + 1])
            if set(SIGNS) <= set(cut(text, lengths)):
                return lengths
        begins[total] = at + 1
    return None


def cut(text: bytes, lengths: List[int]) -> List[bytes]:
    found: List[bytes] = []
    at = 0
    for length in lengths:
        found.append(text[at : at + length])
        at += length
    return found
