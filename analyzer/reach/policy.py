"""PRUNE safe: what the records of one file make stay, so that nothing is lost that a correct run can reach."""

from typing import Sequence

from reach.closure import Closure
from reach.computed import ComputedImports
from reach.examples import Examples
from reach.imports import Imports
from reach.memory import Memory, Read
from reach.mentions import Mentions
from reach.reached import File, Reason
from reach.records import Scan, Text
from reach.uses import Uses


class Policy:
    """The rules, each over one kind of records."""

    def __init__(self, closure: Closure) -> None:
        self.closure = closure
        self.memory = Memory(closure)
        self.imports = Imports(self.memory)
        self.mentions = Mentions(self.memory)
        self.computed = ComputedImports(self.memory, self.mentions.absorb)
        self.uses = Uses(self.memory)
        self.examples = Examples(self.memory)

    def run(self) -> None:
        """To the point where nothing more is reached: in waves, and then what depends on the whole."""
        while self.closure.has_more():
            while self.closure.has_more():
                for file, scan in self.closure.next_wave():
                    self.absorb(Read(file, scan))
                self.closure.enter_packages()
            self.imports.settle()
            self.computed.settle()
            self.uses.settle()
            self.mentions.settle()
            self.examples.settle()

    def absorb(self, one: Read) -> None:
        """In the order of the rules' weight: the first reason for something is the one that is told."""
        self.memory.enter(one)
        if one.scan.error:
            self.unread(one.file, one.scan)
        self.imports.absorb(one)
        if one.file.place == "stdlib":
            return
        self.computed.absorb(one)
        self.memory.learn(one)
        self.uses.absorb(one)
        if one.file.kind != "data":
            self.mentions.absorb(one)

    def hear(self, file: File, texts: Sequence[Text], why: str) -> None:
        self.mentions.hear(file, texts, why)

    def unread(self, file: File, scan: Scan) -> None:
        if file.kind != "data" and file.place != "app":
            unit = file.unit.rstrip("/")
            kept = self.closure.keep_unit(file.unit, Reason("a part of %s cannot be read" % unit, file.path, 0))
            self.closure.undecided(file, 0, "unread", "%s; all %d modules of %s" % (scan.error, kept, unit))
