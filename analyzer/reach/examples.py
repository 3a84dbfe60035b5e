"""Examples in docstrings, which doctest runs."""

import re
from typing import Set

from reach.memory import Memory
from reach.reached import Reason
from reach.texts import statements_of

EXAMPLE = re.compile(rb"^[ \t]*(?:>>>|\.\.\.) (.*\bimport\b.*)$", re.MULTILINE)
RUNNER = "doctest"
LARGEST = 1 << 20


class Examples:
    """``done`` are the files that were looked through."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.closure = memory.closure
        self.done: Set[str] = set()

    def settle(self) -> None:
        """Where the program has doctest: the imports of the examples in the application's own files."""
        for one in list(self.memory.read) if RUNNER in self.closure.reached.modules else ():
            if one.file.place == "app" and one.file.kind == "source" and one.file.path not in self.done:
                self.done.add(one.file.path)
                self.look(one.file.path, self.closure.image.read(one.file.path, LARGEST) or b"")

    def look(self, path: str, data: bytes) -> None:
        for match in EXAMPLE.finditer(data):
            reason = Reason("an example imports it", path, data.count(b"\n", 0, match.start(1)) + 1)
            for words in statements_of(match.group(1).decode("utf-8", "replace")):
                for name in [words[0]] + ["%s.%s" % (words[0], word) for word in words[1:]]:
                    self.closure.keep_name(name, reason)
