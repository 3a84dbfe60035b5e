"""PRUNE strict: what TRACE saw and what the image's start names, with what that imports. Names that code computes,
texts and data count as far as TRACE saw them used."""

from typing import Sequence

from gather import Source
from patterns import Matcher
from reach import roots
from reach.closure import Closure
from reach.memory import Read
from reach.policy import Policy
from reach.reached import File
from reach.records import Text


class Strict(Policy):
    """Of the rules, that of imports alone."""

    def run(self) -> None:
        while self.closure.has_more():
            for file, scan in self.closure.next_wave():
                self.absorb(Read(file, scan))
        # A package's data stays where TRACE saw it opened.
        self.closure.packages.clear()

    def absorb(self, one: Read) -> None:
        self.memory.enter(one)
        self.imports.absorb(one)
        if one.file.kind == "extension":
            # The imports of a C module are texts in it.
            self.mentions.absorb(one)

    def hear(self, file: File, texts: Sequence[Text], why: str) -> None:
        """Words of the command and the environment name what a run imports, and TRACE saw that."""


def enter(source: Source, closure: Closure, policy: Policy, kept: Matcher) -> None:
    """The roots, without what only reading finds."""
    roots.start(source, closure)
    roots.command(source, closure, policy)
    roots.by_hand(closure, kept)
