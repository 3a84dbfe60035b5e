"""What the rules of PRUNE safe remember of the files that were read."""

from typing import Dict, List, NamedTuple, Set

from reach.closure import Closure
from reach.reached import File, Reason
from reach.records import Scan
from reach.words import words_of


class Read(NamedTuple):
    file: File
    scan: Scan


class Memory:
    """``computing`` are the files whose single words may name modules: they import by a computed name, or hand
    names to what does, those of ``dotting`` names that lead with a dot too. ``values`` are the texts of all but the
    standard library, and ``words`` those of which names are made; ``templates`` are texts with places for other
    texts. ``open_units`` import names of which nothing is known, ``joining`` such of a package and a name in it.
    ``unfound`` has what is imported of a module and lies not below it, ``nowhere`` names that no import folder has."""

    def __init__(self, closure: Closure) -> None:
        self.closure = closure
        self.world = closure.world
        self.units = closure.units
        self.read: List[Read] = []
        self.by_module: Dict[str, List[Read]] = {}
        self.computing: Set[str] = set()
        self.computing_units: Set[str] = set()
        self.dotting: Set[str] = set()
        self.values: Set[str] = set()
        self.words: Set[str] = set()
        self.handed: Dict[str, Set[str]] = {}
        self.patterns: Dict[str, Reason] = {}
        self.templates: Set[str] = set()
        self.application_words: Set[str] = set()
        self.open_units: Dict[str, Reason] = {}
        self.joining: Set[str] = set()
        self.unfound: Dict[str, Set[str]] = {}
        self.nowhere: Dict[str, Reason] = {}

    def enter(self, one: Read) -> None:
        self.read.append(one)
        self.by_module.setdefault(one.file.module, []).append(one)

    def learn(self, one: Read) -> None:
        scan = one.scan
        self.values.update(text.value for text in scan.texts)
        words = {word for text in scan.texts if "." not in text.value for word in words_of(text.value)}
        self.words |= words
        if one.file.place == "app" and one.file.kind != "data":
            self.application_words |= words
        self.templates.update(each.pattern for each in scan.computed if each.pattern[:1] not in ".*")
        self.words.update(word for name in scan.names for word in words_of(name))

    def computes(self, file: File, with_dots: bool = True) -> None:
        self.computing.add(file.path)
        self.computing_units.add(file.unit)
        if with_dots:
            self.dotting.add(file.path)


def absolute(file: File, name: str) -> str:
    """The full name of what a file calls by dots; "" where there is none."""
    rest = name.lstrip(".")
    level = len(name) - len(rest)
    if not level:
        return name
    parts = file.package.split(".") if file.package else []
    if level > len(parts):
        return ""
    base = ".".join(parts[: len(parts) - level + 1])
    return base + "." + rest if rest else base
