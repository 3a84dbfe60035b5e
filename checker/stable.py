"""What stays the same in a program's answers, and whether another answer has it.

Where the source's answers are equal, so must the result's be. Else the parts between white space, quotes and brackets
that are in all of them, in order, are stable: a token, a time or the number of a request is one part."""

import difflib
import re
from typing import List, NamedTuple, Optional

PART = re.compile(rb"[^\s\"'<>{}\[\](),;&=]+|[\s\"'<>{}\[\](),;&=]+")
# What has digits as clocks and dates have them: such parts may be the same in two answers and not in the third.
CLOCK = re.compile(rb"\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|^1\d{9}(?:\d{3})?(?:\.\d+)?$")
# Beyond this, parts are not looked for: the time for it grows by the square.
MOST_PARTS = 20000


class Verdict(NamedTuple):
    """Whether an answer passes; ``how`` says by what, ``lacks`` the first stable part that it lacks."""

    same: bool
    how: str
    lacks: bytes


def compare(source: List[bytes], result: bytes) -> Verdict:
    first = source[0]
    if all(body == first for body in source):
        if result == first:
            return Verdict(True, "the same %d bytes" % len(first), b"")
        if clocks(first, result):
            return Verdict(True, "the same but for dates and times", b"")
        return Verdict(False, "the source gives the same %d bytes each time, the result others" % len(first), b"")
    parts = stable_parts(source)
    lacks = first_absent(parts, result)
    size = sum(len(part) for part in parts)
    how = "the source's answers differ among themselves; %d of %d bytes are stable" % (size, len(first))
    return Verdict(lacks is None, how, lacks or b"")


def clocks(source: bytes, result: bytes) -> bool:
    """Whether two bodies differ in nothing but dates and times."""
    ours, theirs = PART.findall(source), PART.findall(result)
    if len(ours) != len(theirs):
        return False
    return all(one == other or (CLOCK.search(one) and CLOCK.search(other)) for one, other in zip(ours, theirs))


def stable_parts(bodies: List[bytes]) -> List[bytes]:
    """What all bodies have, in order."""
    pieces = pieces_of(bodies[0])
    for body in bodies[1:]:
        pieces = common_pieces(pieces, pieces_of(body))
    return [piece for piece in pieces if piece.strip()]


def pieces_of(body: bytes) -> List[bytes]:
    """Whole lines where they are many, else their parts."""
    parts = PART.findall(body)
    return parts if len(parts) <= MOST_PARTS else body.splitlines(True)


def common_pieces(ours: List[bytes], theirs: List[bytes]) -> List[bytes]:
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    found: List[bytes] = []
    for place, _, size in matcher.get_matching_blocks():
        found.extend(ours[place : place + size])
    return found


def first_absent(parts: List[bytes], body: bytes) -> Optional[bytes]:
    """The first part that the body does not have after the one before it. Dates and times are not asked for."""
    place = 0
    for part in parts:
        if CLOCK.search(part):
            continue
        found = body.find(part, place)
        if found < 0:
            return part
        place = found + len(part)
    return None
