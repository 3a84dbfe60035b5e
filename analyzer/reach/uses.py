"""What reaches files otherwise than by import: listings, entry points, metadata, paths, C libraries."""

import re
from typing import Dict, Iterator, List, Pattern, Set, Tuple

from reach import named_paths
from reach.distributions import Distribution
from reach.memory import Memory, Read, absolute
from reach.reached import File, Reason
from reach.records import Use
from reach.units import APPLICATION
from reach.words import words_of

WHY = {
    "listing": "lists what is in it",
    "group": "takes the entry points of its group",
    "distribution": "reads its metadata",
    "points": "takes its entry points",
    "resource": "reads its data",
    "library": "loads it",
    "path": "names its path",
    "folder": "adds it to the import path",
}
DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")
# Groups whose entry points installers read, when they make programs of them.
OF_PROGRAMS = ("console_scripts", "gui_scripts")


class Uses:
    """``open_groups`` are uses of entry points whose group is not known; ``listing_units`` the units that list
    packages that they are told; ``listed`` what was entered for them."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.closure = memory.closure
        self.world = memory.world
        self.units = memory.units
        self.open_groups: List[Tuple[Read, Reason]] = []
        self.listing_units: Dict[str, Reason] = {}
        self.listed: Set[str] = set()

    def absorb(self, one: Read) -> None:
        for each in one.scan.uses:
            reason = Reason(WHY[each.what], one.file.path, each.line)
            if each.what == "listing":
                self.listing(one.file, each, reason)
            elif each.what in ("group", "points") and each.value == "*":
                self.open_groups.append((one, reason))
            elif each.what == "points":
                self.points(one, each.value, reason)
            elif each.what == "group":
                self.group(one, each.value, reason)
            elif each.what == "distribution":
                for found in self.world.distributions if "*" in each.value else self.distribution(each.value):
                    self.closure.keep_distribution(found.key, reason)
            elif each.what == "resource":
                self.resource(one.file, each, reason)
            elif each.what == "library":
                self.closure.libraries.setdefault(each.value, reason)
            else:
                named_paths.named(self.closure, one.file, each, reason)

    def settle(self) -> None:
        self.list_handed()
        groups = sorted({name for one in self.world.distributions for name, _, _ in one.entry_points})
        for read, reason in self.open_groups:
            for name in groups:
                # Who asks for a group that is not known here was told it by a text of what is kept.
                if name in self.memory.values or self.is_said(name):
                    self.group(read, name, reason)

    def is_said(self, group: str) -> bool:
        """Whether a group's name may be put together of texts: by the application, or by a template of any file."""
        words = self.memory.application_words if DOTTED.match(group) else self.memory.words
        return words.issuperset(words_of(group)) or any(
            "." in pattern.partition("*")[0] and of_group(pattern).match(group) for pattern in self.memory.templates
        )

    def listing(self, file: File, each: Use, reason: Reason) -> None:
        """All modules and data of what is listed."""
        if "/" in each.value:
            named_paths.named(self.closure, file, each, reason)
        elif each.value == "*":
            self.listing_units.setdefault(file.unit, reason)
            unit = file.unit.rstrip("/")
            self.closure.undecided(file, each.line, "listing", "packages that texts and imports of %s name" % unit)
        elif each.value.startswith("*."):
            # A folder of that name in any package that is kept.
            self.memory.patterns.setdefault(each.value + ".*", reason)
            self.closure.undecided(file, each.line, "listing", "modules like %s.*" % each.value)
        else:
            self.listing_of(file, each, reason)

    def listing_of(self, file: File, each: Use, reason: Reason) -> None:
        name = absolute(file, each.value.rstrip("*").rstrip(".") or ".")
        if "*" in each.value and self.world.find(name) is None:
            name = file.package
        names = self.world.below(name) if name else []
        for below in names:
            if not self.units.is_test(below) or self.units.is_test(name):
                self.closure.keep_name(below, reason)
        if file.place != "app":
            self.closure.undecided(file, each.line, "listing", "%d modules below %s" % (len(names), name))

    def list_handed(self) -> None:
        """Units that list what they are told: the packages that their own code and the application's take as a
        whole, and those of theirs that texts name."""
        for unit in sorted(self.listing_units):
            names = self.memory.handed.get(unit, set()) | self.memory.handed.get(APPLICATION, set())
            # The name of a whole distribution is a text for many reasons.
            names = names | {name for name in self.units.modules(unit) if name in self.memory.values and "." in name}
            for name in sorted(names - self.listed):
                self.listed.add(name)
                module = self.world.find(name)
                if module is not None and module.folders and module.place == "packages":
                    for below in self.world.below(name):
                        if not self.units.is_test(below):
                            self.closure.keep_name(below, self.listing_units[unit])

    def resource(self, file: File, each: Use, reason: Reason) -> None:
        """The package is kept with its data; a folder that is no package is data of the one around it."""
        name = absolute(file, each.value)
        if name.startswith("*."):
            self.memory.patterns.setdefault(name, reason)
        elif "*" in name:
            base = name.partition("*")[0].rpartition(".")[0]
            for below in self.world.below(base) if base else ():
                self.closure.keep_name(below, reason)
        elif name:
            self.closure.keep_name(name, reason)

    def group(self, read: Read, value: str, reason: Reason) -> None:
        """The distributions that have entry points of a group, with what those name."""
        matching = of_group(value)
        for one in self.world.distributions:
            for name, entry, target in one.entry_points:
                if matching.match(name) and (name not in OF_PROGRAMS or is_program(read, entry, one.key)):
                    self.closure.keep_distribution(one.key, reason)
                    self.take(target, reason)

    def points(self, read: Read, value: str, reason: Reason) -> None:
        """All entry points of a distribution."""
        for one in self.distribution(value):
            for name, entry, target in one.entry_points:
                if name not in OF_PROGRAMS or is_program(read, entry, one.key):
                    self.take(target, reason)

    def take(self, target: str, reason: Reason) -> None:
        """Import an entry point's target: "pkg.mod:attr [extra]"; a package by itself with all that is in it."""
        module = re.match(r"[\w.]*", target.strip())
        name = module.group() if module is not None else ""
        if name:
            self.closure.keep_name(name, reason)
            for below in self.world.below(name) if ":" not in target else ():
                self.closure.keep_name(below, reason)

    def distribution(self, value: str) -> Iterator[Distribution]:
        one = self.units.distributions.get(spelled(re.split(r"[^\w.-]", value.strip())[0]))
        if one is not None:
            yield one


def of_group(value: str) -> Pattern[str]:
    return re.compile("".join(".*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", value)) + "$")


def is_program(read: Read, entry: str, key: str) -> bool:
    """Whether a program is about this entry point: it has its name, or says it or its distribution's."""
    if read.file.path.rpartition("/")[2] in (entry, entry + ".py"):
        return True
    named = {text.value for text in read.scan.texts}
    named.update(each.value for each in read.scan.uses if each.what == "distribution")
    return not {spelled(entry), key}.isdisjoint(spelled(name) for name in named)


def spelled(name: str) -> str:
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()
