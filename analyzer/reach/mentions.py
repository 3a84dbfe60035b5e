"""Texts that name modules: in code, in data, in C modules, in the environment."""

import re
from typing import Dict, List, Optional, Sequence, Set, Tuple

from reach.memory import Memory, Read, absolute
from reach.module import Module
from reach.reached import File, Reason
from reach.records import Text
from reach.stdlib import FALSE_FRIENDS
from reach.words import and_above, words_of

# Named by people for tools that install, not by programs for import.
OF_INSTALLERS = re.compile(
    r"(^|/)(requirements[^/]*|constraints[^/]*|pyproject\.toml|setup\.(cfg|py)|tox\.ini|Pipfile|[^/]*\.lock|"
    r"package(-lock)?\.json|noxfile\.py)$"
)
# Where a single word of an application's data may be a module's name.
SETTINGS = re.compile(r"\.(json|ya?ml|toml|ini|cfg|conf|env|properties|xml)$|(^|/)\.[\w.]*env$")
# A longer list is one of words, not of modules.
LARGEST_LIST = 1 << 14


class Mentions:
    """``words_of_application`` wait until it is known that the application computes names, what is ``waiting`` and
    the ``own_packages`` that texts of a unit name until that is known of the unit."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.closure = memory.closure
        self.world = memory.world
        self.units = memory.units
        self.lines: Dict[str, List[str]] = {}
        self.seen: Set[Tuple[str, str, bool]] = set()
        self.found: Dict[str, Optional[Module]] = {}
        self.words_of_application: List[Tuple[str, Reason]] = []
        self.waiting: List[Tuple[str, str, Reason]] = []
        self.own_packages: List[Tuple[str, str, Reason]] = []

    def absorb(self, one: Read) -> None:
        file = one.file
        is_data = file.kind == "data"
        computes = file.path in self.memory.computing or (is_data and file.unit in self.memory.computing_units)
        if file.place == "app" and OF_INSTALLERS.search(file.path):
            return
        told = {(each.line, above) for each in one.scan.imports if not each.names for above in and_above(each.name)}
        for text in one.scan.texts:
            key = (file.unit + "|" + file.package, text.value, computes)
            # The argument of a call that is followed as an import is no text any more.
            if (text.line, text.value) not in told and key not in self.seen:
                self.seen.add(key)
                self.name(file, text.value, Reason("names it in a text", file.path, text.line), computes)

    def hear(self, file: File, texts: Sequence[Text], why: str) -> None:
        """Texts that stand in no file."""
        for text in texts:
            self.memory.words.update(words_of(text.value))
            self.name(file, text.value, Reason(why, "", 0), False)

    def settle(self) -> None:
        """The texts of data, whose units may compute names by now; and the application's words."""
        for one in list(self.memory.read):
            if one.file.kind == "data":
                self.absorb(one)
        self.settle_units()
        if any(one.file.place == "app" and one.file.path in self.memory.computing for one in self.memory.read):
            words, self.words_of_application = self.words_of_application, []
            for word, reason in words:
                self.closure.keep_name(word, reason)

    def settle_units(self) -> None:
        """Of a unit that imports what it is told: modules of the standard library by their dotted names; of one that
        joins a package and a name, what is in the packages that it names."""
        for unit, name, reason in self.waiting:
            if unit in self.memory.open_units:
                self.closure.keep_name(name, reason)
        for unit, package, reason in self.own_packages:
            if unit in self.memory.joining:
                for name in self.world.below(package):
                    if not self.units.is_test(name):
                        self.closure.keep_name(name, reason)

    def name(self, file: File, value: str, reason: Reason, computes: bool) -> None:
        if value.startswith("."):
            if file.kind != "data" and file.package:
                self.dotted(file, absolute(file, value), reason, computes)
            for top in self.units.tops(file.unit) if file.kind == "data" else ():
                self.dotted(file, top + value, reason, computes)
        elif "." in value:
            if not self.dotted(file, value, reason, computes) and file.place == "packages":
                self.within(file, value, reason)
        elif file.place == "app":
            self.word_of_application(file, value, reason)
        else:
            self.word(file, value, reason, computes)

    def longest(self, value: str) -> Optional[Module]:
        if value not in self.found:
            self.found[value] = self.world.longest(value)
        return self.found[value]

    def dotted(self, file: File, value: str, reason: Reason, computes: bool) -> bool:
        """A text that leads to a module, where such a text of such a file counts."""
        module = self.longest(value) if value else None
        if module is None or (module.name in FALSE_FRIENDS and module.name != value):
            return False
        if not self.may_name(file, module, computes):
            if module.place == "stdlib" and file.kind == "source":
                self.waiting.append((file.unit, module.name, reason))
            return False
        self.closure.keep_name(module.name, reason)
        if module.name == value:
            self.package(file, module, reason)
        return True

    def may_name(self, file: File, module: Module, computes: bool) -> bool:
        """Where a text of a file counts: an application's anywhere; a distribution's in itself and in what it
        requires, and anywhere where the file imports by computed names."""
        if file.place == "app" or computes or module.place == "app":
            return True
        if module.place == "stdlib":
            return file.kind == "extension"
        unit = self.units.of_module(module)
        return unit == file.unit or unit in self.units.requires(file.unit)

    def package(self, file: File, module: Module, reason: Reason) -> None:
        """Who is given the name of a package of another unit computes names in it."""
        if not module.folders or module.place == "stdlib":
            return
        unit = self.units.of_module(module)
        if unit == file.unit and "." in module.name:
            self.own_packages.append((unit, module.name, reason))
        if unit == file.unit or (file.place != "app" and unit not in self.units.requires(file.unit)):
            return
        for name in self.world.below(module.name):
            if not self.units.is_test(name) or self.units.is_test(module.name):
                self.closure.keep_name(name, reason)

    def within(self, file: File, value: str, reason: Reason) -> None:
        """A name that is relative to the unit's own packages, as data has it."""
        if file.kind in ("data", "extension") or file.unit in self.memory.computing_units:
            for top in self.units.tops(file.unit):
                module = self.longest(top + "." + value)
                if module is not None and module.name != top:
                    self.closure.keep_name(module.name, reason)

    def word_of_application(self, file: File, word: str, reason: Reason) -> None:
        """One word: a third-party package, or, where the application computes names, a module of the
        standard library."""
        if file.kind == "data" and not SETTINGS.search(file.path) and not self.is_cell(file, word, reason.line):
            return
        module = self.world.find(word)
        if module is not None and module.place == "packages":
            self.closure.keep_name(word, reason)
            self.package(file, module, reason)
        elif module is not None and module.place == "stdlib":
            self.words_of_application.append((word, reason))

    def is_cell(self, file: File, word: str, line: int) -> bool:
        """Whether a word of a plain text stands on its line alone, or between commas, as in lists for programs."""
        if file.path not in self.lines:
            data = self.closure.image.read(file.path, LARGEST_LIST) or b""
            self.lines[file.path] = data.decode("utf-8-sig", "replace").split("\n")
        here = self.lines[file.path][line - 1 : line]
        return any(part.strip(" \t\r\"'") == word for text in here for part in re.split(r"[,;\t]", text))

    def word(self, file: File, word: str, reason: Reason, computes: bool) -> None:
        """One word of a distribution's file."""
        if file.kind in ("data", "extension"):
            package = file.package or next(iter(self.units.tops(file.unit)), "")
            if package:
                self.closure.keep_name_exactly(package + "." + word, reason)
        if not (computes or file.kind == "extension") or word in FALSE_FRIENDS:
            return
        module = self.world.find(word)
        if module is None:
            return
        is_own = module.place == "packages" and self.may_name(file, module, False)
        # C code imports other C code by its name, which is in no requirement where the system's packages split it.
        is_compiled = file.kind == module.kind == "extension"
        if module.place == "stdlib" or is_own or is_compiled or (computes and file.kind != "data"):
            self.closure.keep_name(word, reason)
            if is_own:
                self.package(file, module, reason)
