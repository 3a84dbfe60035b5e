"""Made source images for the tests: folders from a mapping, and small ELF files with chosen facts."""

import os
import struct
import tempfile
import unittest
from typing import Dict, Sequence, Union

import analyzer_path  # noqa: F401  # pyright: ignore[reportUnusedImport]
from findings import Findings
from image import Image

Content = Union[str, bytes, None]


class Link(str):
    """The target of a symbolic link in a mapping."""


class Program(str):
    """An executable text file in a mapping."""


def make(root: str, tree: Dict[str, Content]) -> None:
    """Make each path: None is a folder, Link a symbolic link, else a file with that content."""
    for path, content in tree.items():
        host = root + path
        os.makedirs(os.path.dirname(host), exist_ok=True)
        if content is None:
            os.makedirs(host, exist_ok=True)
        elif isinstance(content, Link):
            os.symlink(content, host)
        else:
            with open(host, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
            if isinstance(content, Program) or (isinstance(content, bytes) and content.startswith(b"\x7fELF")):
                os.chmod(host, 0o755)


class ImageCase(unittest.TestCase):
    """A test with an image of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="faktory-analyzer-")
        self.addCleanup(folder.cleanup)
        self.root = folder.name + "/root"
        os.mkdir(self.root)
        self.folder = folder.name
        self.findings = Findings()
        self.image = Image(self.root, frozenset(), self.findings)

    def make(self, tree: Dict[str, Content]) -> None:
        make(self.root, tree)

    def codes(self) -> Sequence[str]:
        return [finding.code for finding in self.findings.all()]

    def messages(self) -> Sequence[str]:
        return [finding.message for finding in self.findings.all()]


def elf(
    kind: int = 3,
    needed: Sequence[str] = (),
    soname: str = "",
    rpath: str = "",
    runpath: str = "",
    interpreter: str = "",
    symbols: Sequence[str] = (),
    machine: int = 62,
) -> bytes:
    """A file that a loader would refuse, and that says what a loader would look at."""
    strings = b"\0"
    entries = b""

    def text(value: str) -> int:
        nonlocal strings
        offset = len(strings)
        strings += value.encode() + b"\0"
        return offset

    for name in needed:
        entries += struct.pack("<QQ", 1, text(name))
    for tag, value in ((14, soname), (15, rpath), (29, runpath)):
        if value:
            entries += struct.pack("<QQ", tag, text(value))
    for symbol in symbols:
        text(symbol)
    count = 3 if interpreter else 2
    dynamic_at = 64 + 56 * count
    strings_at = dynamic_at + len(entries) + 3 * 16
    entries += struct.pack("<QQQQQQ", 5, 0x1000 + strings_at, 10, len(strings), 0, 0)
    interpreter_at = strings_at + len(strings)
    size = interpreter_at + len(interpreter) + 1
    header = b"\x7fELF\x02\x01\x01" + bytes(9)
    header += struct.pack("<HHIQQQIHHHHHH", kind, machine, 1, 0, 64, 0, 0, 64, 56, count, 0, 0, 0)
    table = segment(1, 0, 0x1000, size) + segment(2, dynamic_at, 0x1000 + dynamic_at, len(entries))
    if interpreter:
        table += segment(3, interpreter_at, 0x1000 + interpreter_at, len(interpreter) + 1)
    return header + table + entries + strings + interpreter.encode() + b"\0"


def segment(kind: int, offset: int, address: int, size: int) -> bytes:
    return struct.pack("<IIQQQQQQ", kind, 4, offset, address, address, size, size, 8)
