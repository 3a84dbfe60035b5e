"""Imports by computed names: what is known of a name leaves candidates."""

import re
from typing import Callable, Dict, Iterator, List, Pattern, Set, Tuple

from reach.memory import Memory, Read, absolute
from reach.reached import File, Reason
from reach.records import Computed
from reach.stdlib import FALSE_FRIENDS
from reach.units import TESTS
from reach.words import tail_of, words_of

# They take code, which most often names no modules.
OF_CODE = ("exec", "eval", "compile")


class ComputedImports:
    """``importers`` are modules that import whatever they are told, and names that others give to what does so in
    them; ``importing`` the files that may tell them; ``exports`` the other names of what a module's name leads to,
    ``wraps`` the names of what hands on to it, and ``wrappers`` those of them that are importers for that;
    ``handed`` the packages that give a function their names;
    ``matched`` says how far an open pattern was looked for; ``dotted`` are texts like ".*", which most often are a
    file's suffix."""

    def __init__(self, memory: Memory, again: Callable[[Read], None]) -> None:
        self.memory = memory
        self.closure = memory.closure
        self.world = memory.world
        # Reads the texts of a file once more, when it is known that it computes names.
        self.again = again
        self.importing: Dict[str, List[Read]] = {}
        self.exports: Dict[str, List[str]] = {}
        self.wraps: Dict[str, List[str]] = {}
        self.wrappers: Set[str] = set()
        self.handed: Dict[str, List[File]] = {}
        self.importers: Dict[str, Reason] = {}
        self.matched: Dict[str, int] = {}
        self.dotted: List[Tuple[File, Computed]] = []

    def absorb(self, one: Read) -> None:
        for each in one.scan.imports:
            name = absolute(one.file, each.name)
            # ``import a`` may use any name of it.
            for imported in [name] + [name + "." + part for part in each.names or ("*",)]:
                self.note(imported, one)
            for part in each.names if one.file.module else ():
                self.export(name, part, one.file.module)
        for wrapped in one.scan.wrapped if one.file.module else ():
            if not wrapped.name:
                self.hand(absolute(one.file, wrapped.function), one.file)
                continue
            self.relate(self.wraps, absolute(one.file, wrapped.function), "%s.%s" % (one.file.module, wrapped.name))
        for each in one.scan.computed:
            if each.what == "text" and each.pattern.strip("*.") == "":
                self.dotted.append((one.file, each))
            else:
                self.compute(one.file, each)
        for told in one.scan.told if one.file.module and one.file.place != "stdlib" else ():
            self.tell("%s.%s" % (one.file.module, told), Reason("imports what it is told", one.file.path, 0))

    def note(self, name: str, one: Read) -> None:
        """Who imports a module that imports what it is told, may tell it."""
        if name in self.importers:
            self.memory.computes(one.file)
        else:
            self.importing.setdefault(name, []).append(one)

    def export(self, module: str, name: str, other: str) -> None:
        """``from module import name`` in another module: it may be had from there as well."""
        if name != "*":
            self.relate(self.exports, "%s.%s" % (module, name), "%s.%s" % (other, name))
        elif module != other:
            self.exports.setdefault(module + ".*", []).append(other + ".*")
            for told in [each for each in self.importers if each.startswith(module + ".")]:
                self.tell(other + told[len(module) :], self.importers[told])

    def hand(self, function: str, file: File) -> None:
        """A package that gives its own name to what imports: the modules in it may be asked for."""
        if function in self.importers:
            reason = Reason("gives its name to what imports", file.path, 0)
            self.candidates(file.package, file.package + ".*", reason)
        else:
            self.handed.setdefault(function, []).append(file)

    def relate(self, names: Dict[str, List[str]], source: str, other: str) -> None:
        if source and source != other:
            names.setdefault(source, []).append(other)
            if source in self.importers and (names is self.exports or source not in self.wrappers):
                self.tell(other, self.importers[source], names is self.wraps)

    def tell(self, name: str, reason: Reason, is_wrapper: bool = False) -> None:
        """One more module, or name in one, that imports what it is told, with the names that others have it by.
        One that hands on to another module's is the last: most of a program calls what calls what imports."""
        todo = [name]
        while todo:
            here = todo.pop()
            if here in self.importers:
                continue
            self.importers[here] = reason
            module, _, tail = here.rpartition(".")
            todo.extend(self.exports.get(here, ()))
            todo.extend(star[:-1] + tail for star in self.exports.get(module + ".*", ()))
            # ``import module`` may use any name of it; a module below it is another file's.
            todo.extend([module + ".*"] if module and here not in self.memory.by_module else ())
            if is_wrapper:
                self.wrappers.add(here)
            else:
                for other in self.wraps.get(here, ()):
                    self.tell(other, reason, True)
            for file in self.handed.pop(here, ()):
                self.hand(here, file)
            for one in self.importing.pop(here, []):
                if one.file.path not in self.memory.computing and one.file.place != "stdlib":
                    self.memory.computes(one.file)
                    self.again(one)

    def compute(self, file: File, each: Computed) -> None:
        pattern = absolute(file, each.pattern)
        if not pattern:
            return
        reason = Reason("imports names like %s" % each.pattern, file.path, each.line)
        if each.what != "text":
            self.memory.computes(file, each.what != "python -m")
        base = pattern.partition("*")[0].rpartition(".")[0]
        if each.what in OF_CODE:
            kept = "the modules that texts of the file name"
        elif pattern.strip("*.") == "":
            if "." in pattern:
                self.memory.joining.add(file.unit)
            kept = self.unknown(file, each, reason)
        elif base:
            kept = "%d modules like %s" % (self.candidates(base, pattern, reason), pattern)
        elif each.what != "text":
            self.memory.patterns.setdefault(pattern, reason)
            kept = "modules like %s in what is kept" % pattern
        else:
            return
        self.closure.undecided(file, each.line, each.what, kept)

    def unknown(self, file: File, each: Computed, reason: Reason) -> str:
        """Nothing of the name is known: what callers' texts name, and what the unit's own words may name."""
        if file.module:
            self.tell(file.module, reason)
        if file.place == "app":
            return "the modules that texts of the application name"
        if each.what == "python -m":
            # A program, which whoever starts it names; or this one again, which is there.
            return "the modules that texts name"
        self.memory.open_units.setdefault(file.unit, reason)
        return "the modules of %s that words of texts may name" % file.unit.rstrip("/")

    def candidates(self, base: str, pattern: str, reason: Reason) -> int:
        """The modules below a known package that a pattern matches."""
        if self.world.find(base) is None:
            return 0
        matching = expression(pattern)
        means_tests = any(part in TESTS for part in pattern.split("."))
        names = [name for name in self.world.below(base) if matching.match(name)]
        names = [name for name in names if means_tests or not self.memory.units.is_test(name)]
        for name in names:
            self.closure.keep_name(name, reason)
        return len(names)

    def settle(self) -> None:
        """What depends on all that is kept so far."""
        waiting, self.dotted = self.dotted, []
        for file, each in waiting:
            if file.path in self.memory.dotting:
                self.compute(file, each)
            else:
                self.dotted.append((file, each))
        kept = list(self.closure.reached.modules)
        for pattern in sorted(self.memory.patterns):
            self.match(pattern, self.memory.patterns[pattern], kept)
        for unit in sorted(self.memory.open_units):
            self.open_unit(unit, self.memory.open_units[unit])

    def open_unit(self, unit: str, reason: Reason) -> None:
        """A name that is not known at all is a text of its own somewhere, which counts anyway, or it is put
        together: of the name of a kept package, and of words that stand in texts by themselves."""
        kept = self.closure.reached.modules
        unfound = self.unfound(unit)
        for name in self.memory.units.modules(unit):
            if name not in kept and not unfound.isdisjoint(ends_of(name)):
                self.closure.keep_name(name, reason)
            elif name not in kept and name.rpartition(".")[0] in kept:
                if self.memory.words.issuperset(words_of(tail_of(name))):
                    self.closure.keep_name(name, reason)

    def unfound(self, unit: str) -> Set[str]:
        """What is imported of a unit's modules that import names of which nothing is known, and lies elsewhere: for
        a finder to find."""
        rests: Set[str] = set()
        for found in sorted(set(self.memory.unfound).intersection(self.importers)):
            module = self.world.find(found)
            if module is not None and self.memory.units.of_module(module) == unit:
                rests |= self.memory.unfound[found]
        return rests

    def match(self, pattern: str, reason: Reason, kept: List[str]) -> None:
        """What an open pattern leaves: "*.models" those in kept packages, since who is told a package's name is
        told it by what is kept; "lib_*" any module."""
        if not pattern.startswith("*."):
            if pattern not in self.matched:
                self.matched[pattern] = 0
                for name in self.closure.top_level():
                    if expression(pattern).match(name) and name not in FALSE_FRIENDS:
                        self.closure.keep_name(name, reason)
            return
        for package in kept[self.matched.get(pattern, 0) :]:
            module = self.world.find(package)
            if module is not None and module.folders and module.place != "stdlib":
                self.match_in(package, pattern, reason)
        self.matched[pattern] = len(kept)

    def match_in(self, package: str, pattern: str, reason: Reason) -> None:
        fixed, star, _ = pattern[2:].partition("*")
        base = package + "." + fixed.rstrip(".") if fixed else package
        if star and self.world.find(base) is not None:
            self.candidates(base, package + pattern[1:], reason)
        elif not star:
            self.closure.keep_name_exactly(base, reason)


def ends_of(name: str) -> Iterator[str]:
    """a.b.c: b.c, c"""
    _, dot, rest = name.partition(".")
    while dot:
        yield rest
        _, dot, rest = rest.partition(".")


def expression(pattern: str) -> Pattern[str]:
    parts = ("[\\w.]*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", pattern))
    return re.compile("".join(parts) + "$")
