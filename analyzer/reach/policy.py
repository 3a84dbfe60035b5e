"""PRUNE safe: what the records of one file make stay, so that nothing is lost that a correct run can reach."""

import re
from typing import Dict, List, NamedTuple, Optional, Sequence, Set, Tuple

from reach import uses
from reach.closure import Closure
from reach.reached import File, Reason
from reach.records import Computed, Import, Scan, Text
from reach.stdlib import FALSE_FRIENDS, IMPORTERS, OWN_TESTS, UNUSED
from reach.units import APPLICATION, is_test
from reach.words import and_above, tail_of, words_of
from reach.module import Module

# Named by people for tools that install, not by programs for import.
OF_INSTALLERS = re.compile(
    r"(^|/)(requirements[^/]*|constraints[^/]*|pyproject\.toml|setup\.(cfg|py)|tox\.ini|Pipfile|[^/]*\.lock|"
    r"package(-lock)?\.json|noxfile\.py)$"
)
# Where a single word of an application's data may be a module's name.
SETTINGS = re.compile(r"\.(json|ya?ml|toml|ini|cfg|conf|env|properties|xml)$|(^|/)\.[\w.]*env$")

# They take code, which most often names no modules.
OF_CODE = ("exec", "eval", "compile")


class Read(NamedTuple):
    file: File
    scan: Scan


class Policy:
    """The rules, with what they remember. ``computing`` are the files whose single words may name modules:
    they import by a computed name, or hand names to what does."""

    def __init__(self, closure: Closure) -> None:
        self.closure = closure
        self.world = closure.world
        self.units = closure.units
        self.read: List[Read] = []
        self.computing: Set[str] = set()
        self.units_that_compute: Set[str] = set()
        self.patterns: Dict[str, Reason] = {}
        self.importing: Dict[str, List[Read]] = {}
        self.importers: Set[str] = set()
        self.starred: Dict[str, Reason] = {}
        self.seen_texts: Set[Tuple[str, str, bool]] = set()
        self.matched: Dict[str, int] = {}
        self.found: Dict[str, Optional[Module]] = {}
        self.open_units: Dict[str, Reason] = {}
        self.words: Set[str] = set()
        self.values: Set[str] = set()
        self.open_groups: List[Tuple[File, Scan, Reason]] = []
        self.listing_units: Dict[str, Reason] = {}
        self.listed: Set[str] = set()
        self.handed: Dict[str, Set[str]] = {}
        self.words_of_application: List[Tuple[str, Reason]] = []

    def run(self) -> None:
        while self.closure.wave or self.closure.codes:
            while self.closure.wave or self.closure.codes:
                for file, scan in self.closure.next_wave():
                    self.absorb(file, scan)
                self.closure.enter_packages()
            self.settle()

    def absorb(self, file: File, scan: Scan) -> None:
        """One file's records, in the order of their weight: what is imported is no text any more."""
        one = Read(file, scan)
        self.read.append(one)
        if scan.error:
            self.unread(file, scan.error)
        for each in scan.imports:
            self.follow(file, each, one)
        if file.place == "stdlib":
            return
        for each in scan.computed:
            self.compute(file, each)
        if any(each.name in IMPORTERS or each.name + "." + name in IMPORTERS for each in scan.imports
               for name in each.names or ("",)):
            self.computing.add(file.path)
            self.units_that_compute.add(file.unit)
        if file.module in self.starred:
            self.star(file.module, scan)
        self.values.update(text.value for text in scan.texts)
        self.words.update(word for text in scan.texts if "." not in text.value for word in words_of(text.value))
        self.words.update(word for name in scan.names for word in words_of(name))
        for use in scan.uses:
            uses.use(self, file, scan, use)
        if file.kind != "data":
            self.texts(one)

    def unread(self, file: File, error: str) -> None:
        if file.kind == "data" or file.place == "app":
            return
        kept = self.closure.keep_unit(file.unit, Reason("a part of the same unit cannot be read", file.path, 0))
        self.closure.undecided(file, 0, "unread", "%s; all %d modules of %s" % (error, kept, shown(file.unit)))

    # Imports

    def absolute(self, file: File, name: str) -> str:
        """The full name of what a file calls by dots."""
        rest = name.lstrip(".")
        level = len(name) - len(rest)
        if not level:
            return name
        parts = file.package.split(".") if file.package else []
        if level - 1 >= len(parts):
            return ""
        base = ".".join(parts[: len(parts) - level + 1])
        return base + "." + rest if rest else base

    def follow(self, file: File, each: Import, one: Read) -> None:
        name = self.absolute(file, each.name)
        if not name or is_unused(file, name):
            return
        reason = Reason("imports it", file.path, each.line)
        found = self.closure.keep_name(name, reason)
        if found is None and each.name == name:
            self.beside(file, name, reason)
        self.note_importer(name, one)
        for part in each.names:
            if part == "*":
                self.star_of(name, reason)
            elif found == name:
                if self.closure.keep_module(name + "." + part, reason):
                    self.handed.setdefault(file.unit, set()).add(name + "." + part)
                self.note_importer(name + "." + part, one)

    def beside(self, file: File, name: str, reason: Reason) -> None:
        """A module that only a folder has that the program adds to its path: most often the file's own."""
        folder = file.path.rpartition("/")[0]
        top = name.partition(".")[0]
        for path in ("%s/%s.py" % (folder, top), "%s/%s" % (folder, top)):
            if file.place != "stdlib" and self.closure.image.lstat(path) is not None:
                uses.keep_path(self, path, reason)

    def note_importer(self, name: str, one: Read) -> None:
        """Who imports a module that imports what it is told, may tell it."""
        if one.file.place == "stdlib" or one.file.path in self.computing:
            return
        self.importing.setdefault(name, []).append(one)
        if name in self.importers:
            self.computing.add(one.file.path)

    def star_of(self, name: str, reason: Reason) -> None:
        """``from name import *``: what its __all__ names may be submodules."""
        if name not in self.starred:
            self.starred[name] = reason
            for one in self.read:
                if one.file.module == name:
                    self.star(name, one.scan)

    def star(self, name: str, scan: Scan) -> None:
        for text in scan.texts:
            if "." not in text.value:
                self.closure.keep_module(name + "." + text.value, self.starred[name])

    # Computed names

    def compute(self, file: File, each: Computed) -> None:
        reason = Reason("imports names like %s" % each.pattern, file.path, each.line)
        pattern = self.absolute(file, each.pattern)
        if not pattern:
            return
        if each.what != "text":
            self.computing.add(file.path)
            self.units_that_compute.add(file.unit)
        if each.what in OF_CODE:
            self.closure.undecided(file, each.line, each.what, "the modules that texts of the file name")
            return
        if pattern.strip("*.") == "":
            self.unknown(file, each, reason)
            return
        base = pattern.partition("*")[0].rpartition(".")[0]
        if base:
            count = self.candidates(file, base, pattern, reason)
            self.closure.undecided(file, each.line, each.what, "%d modules like %s" % (count, pattern))
        elif each.what != "text":
            self.patterns.setdefault(pattern, reason)
            self.closure.undecided(file, each.line, each.what, "modules like %s" % pattern)

    def unknown(self, file: File, each: Computed, reason: Reason) -> None:
        """Nothing of the name is known: all of the file's own unit, and what callers' texts name."""
        if file.module and file.module not in self.importers:
            self.importers.add(file.module)
            for one in self.importing.get(file.module, ()):
                if one.file.path not in self.computing:
                    self.computing.add(one.file.path)
                    self.texts(one)
        if file.place == "app":
            kept = "the modules that texts of the application name"
        else:
            self.open_units.setdefault(file.unit, reason)
            kept = "the modules of %s whose names' words stand in texts" % shown(file.unit)
        self.closure.undecided(file, each.line, each.what, kept)

    def candidates(self, file: File, base: str, pattern: str, reason: Reason) -> int:
        """The modules below a known package that a pattern matches."""
        module = self.world.find(base)
        if module is None or (module.place == "stdlib" and file.place != "app"):
            return 0
        matching = expression(pattern)
        names = [name for name in self.world.below(base) if matching.match(name)]
        for name in names:
            self.closure.keep_name(name, reason)
        return len(names)

    def settle(self) -> None:
        """What depends on all that is kept so far: open patterns, and the data of units that compute names."""
        for pattern in sorted(self.patterns):
            self.match(pattern, self.patterns[pattern])
        self.list_handed()
        uses.open_groups(self)
        for unit in sorted(self.open_units):
            self.open_unit(unit, self.open_units[unit])
        for one in list(self.read):
            if one.file.kind == "data":
                self.texts(one)
        if any(one.file.place == "app" and one.file.path in self.computing for one in self.read):
            for word, reason in self.words_of_application:
                self.closure.keep_name(word, reason)
            self.words_of_application = []

    def open_unit(self, unit: str, reason: Reason) -> None:
        """A name that is not known at all is a text of its own somewhere, which counts anyway, or it is put
        together: of the name of a kept package, and of words that stand in texts by themselves."""
        for name in self.units.modules(unit):
            if name not in self.closure.reached.modules and name.rpartition(".")[0] in self.closure.reached.modules:
                if self.words.issuperset(words_of(tail_of(name))):
                    self.closure.keep_name(name, reason)

    def match(self, pattern: str, reason: Reason) -> None:
        """What an open pattern leaves: "*.models" those in kept packages, since who is told a package's name is
        told it by what is kept; "lib_*" any module."""
        if not pattern.startswith("*."):
            if pattern not in self.matched:
                self.matched[pattern] = 0
                for name in self.closure.top_level():
                    if expression(pattern).match(name) and name not in FALSE_FRIENDS:
                        self.closure.keep_name(name, reason)
            return
        kept = list(self.closure.reached.modules)
        fixed, star, _ = pattern[2:].partition("*")
        for package in kept[self.matched.get(pattern, 0) :]:
            base = package + "." + fixed.rstrip(".") if fixed else package
            module = self.world.find(base) if not self.is_of_library(package) else None
            if module is not None and not star:
                self.closure.keep_name(base, reason)
            elif module is not None:
                matching = expression(package + pattern[1:])
                for name in self.world.below(base):
                    if matching.match(name):
                        self.closure.keep_name(name, reason)
        self.matched[pattern] = len(kept)

    def is_of_library(self, name: str) -> bool:
        module = self.world.find(name)
        return module is None or module.place == "stdlib" or not module.folders

    def list_handed(self) -> None:
        """Units that list what they are told: the packages that their own code and the application's take as a
        whole, and those of theirs that texts name."""
        for unit in sorted(self.listing_units):
            names = self.handed.get(unit, set()) | self.handed.get(APPLICATION, set())
            # The name of a whole distribution is a text for many reasons.
            names = names | {name for name in self.units.modules(unit) if name in self.values and "." in name}
            for name in sorted(names - self.listed):
                self.listed.add(name)
                module = self.world.find(name)
                for below in self.world.below(name) if module is not None and module.folders else ():
                    if module is not None and module.place == "packages" and not is_test(below):
                        self.closure.keep_name(below, self.listing_units[unit])

    # Texts

    def texts(self, one: Read) -> None:
        file = one.file
        computes = file.path in self.computing or (file.kind == "data" and file.unit in self.units_that_compute)
        if file.place == "app" and OF_INSTALLERS.search(file.path):
            return
        told = {(each.line, above) for each in one.scan.imports if not each.names for above in and_above(each.name)}
        for text in one.scan.texts:
            if (text.line, text.value) in told:
                # The argument of a call that is followed as an import.
                continue
            key = (file.unit + "|" + file.package, text.value, computes)
            if key not in self.seen_texts:
                self.seen_texts.add(key)
                self.text(file, text, computes)

    def hear(self, file: File, texts: Sequence[Text], why: str) -> None:
        """Texts that stand in no file."""
        for text in texts:
            self.words.update(words_of(text.value))
            self.name(file, text.value, Reason(why, "", 0), False)

    def text(self, file: File, text: Text, computes: bool) -> None:
        self.name(file, text.value, Reason("names it in a text", file.path, text.line), computes)

    def name(self, file: File, value: str, reason: Reason, computes: bool) -> None:
        if value.startswith("."):
            if file.kind != "data" and file.package:
                self.dotted(file, self.absolute(file, value), reason, computes)
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
        module = self.longest(value)
        if module is None or (module.name in FALSE_FRIENDS and module.name != value):
            return False
        if not self.may_name(file, module, computes):
            return False
        self.closure.keep_name(module.name, reason)
        if module.name == value:
            self.named_package(file, module, reason)
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

    def named_package(self, file: File, module: Module, reason: Reason) -> None:
        """Who is given the name of a package computes names in it."""
        if not module.folders or module.place == "stdlib":
            return
        unit = self.units.of_module(module)
        if unit == file.unit or (file.place != "app" and unit not in self.units.requires(file.unit)):
            return
        for name in self.world.below(module.name):
            self.closure.keep_name(name, reason)

    def within(self, file: File, value: str, reason: Reason) -> None:
        """A name that is relative to the unit's own packages, as data has it."""
        if file.kind in ("data", "extension") or file.unit in self.units_that_compute:
            for top in self.units.tops(file.unit):
                module = self.longest(top + "." + value)
                if module is not None and module.name != top:
                    self.closure.keep_name(module.name, reason)

    def word_of_application(self, file: File, word: str, reason: Reason) -> None:
        """One word: a third-party package, or, where the application computes names, a module of the
        standard library."""
        if file.kind == "data" and not SETTINGS.search(file.path):
            return
        module = self.world.find(word)
        if module is None:
            return
        if module.place == "packages":
            self.closure.keep_name(word, reason)
            self.named_package(file, module, reason)
        elif module.place == "stdlib":
            self.words_of_application.append((word, reason))

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
        if module.place == "stdlib" or is_own or (computes and file.kind != "data"):
            self.closure.keep_name(word, reason)
            if is_own:
                self.named_package(file, module, reason)


def expression(pattern: str) -> "re.Pattern[str]":
    return re.compile("".join("[\\w.]*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", pattern)) + "$")


def is_unused(file: File, name: str) -> bool:
    """What the standard library imports for its own tests."""
    top = name.partition(".")[0]
    return file.place == "stdlib" and (
        top in UNUSED.get(file.module, ()) or (top == OWN_TESTS != file.module.partition(".")[0])
    )


def shown(unit: str) -> str:
    return unit.rstrip("/")
