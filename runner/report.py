"""The log of a step, to be read in plain progress: short lines, and bounded ones."""

import os
from typing import Iterator, List

MOST_LINES = 40
LONGEST_LINE = 240


def say(text: str = "") -> None:
    data = (text + "\n").encode("utf-8", "backslashreplace")
    while data:
        data = data[os.write(1, data) :]


def shown(data: bytes) -> List[str]:
    """A program's output as lines that stand in a log: the first ones, or where it has many, its ends."""
    lines = [clipped(line) for line in printable(data).splitlines()]
    if len(lines) <= MOST_LINES:
        return lines or ["(nothing)"]
    half = MOST_LINES // 2
    return lines[:half] + ["… %d more lines …" % (len(lines) - 2 * half)] + lines[-half:]


def printable(data: bytes) -> str:
    text = data.decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() or char in "\n\t" else ascii(char)[1:-1] for char in text)


def clipped(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + "…"


def block(label: str, data: bytes) -> None:
    """Say what one side printed."""
    say("  %s:" % label)
    for line in shown(data):
        say("    " + line)


def printed(stdout: bytes, stderr: bytes) -> None:
    """Say all that a program printed."""
    block("stdout", stdout)
    block("stderr", stderr)


def some(names: List[str], most: int = 8) -> str:
    """The first of many names."""
    more = len(names) - most
    return ", ".join(names[:most]) + (" and %d more" % more if more > 0 else "")


def capped(names: List[str], most: int = 20) -> Iterator[str]:
    """The first of many, of which each gets lines of its own; the others are counted."""
    yield from names[:most]
    if len(names) > most:
        say("  and %d more" % (len(names) - most))


def count(number: int, noun: str) -> str:
    return "%d %s%s" % (number, noun, "" if number == 1 else "s")
