"""What reaches files otherwise than by import: listings, entry points, metadata, paths, C libraries."""

import re
from typing import TYPE_CHECKING, Iterator

from reach import named_paths
from reach.distributions import Distribution
from reach.reached import File, Reason
from reach.records import Scan, Use
from reach.units import is_test
from reach.words import words_of

if TYPE_CHECKING:
    from reach.policy import Policy

DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")
# Groups whose entry points installers read, when they make programs of them.
OF_PROGRAMS = ("console_scripts", "gui_scripts")


def use(policy: "Policy", file: File, scan: Scan, each: Use) -> None:
    reason = Reason(WHY[each.what], file.path, each.line)
    if each.what == "listing":
        listing(policy, file, each, reason)
    elif each.what == "group":
        group(policy, file, scan, each.value, reason)
    elif each.what == "distribution":
        distribution(policy, each.value, reason)
    elif each.what == "resource":
        resource(policy, file, each, reason)
    elif each.what == "library":
        policy.closure.libraries.setdefault(each.value, reason)
    elif each.what in ("path", "folder"):
        named_paths.named(policy.closure, file, each, reason)


WHY = {
    "listing": "lists what is in it",
    "group": "takes the entry points of its group",
    "distribution": "reads its metadata",
    "resource": "reads its data",
    "library": "loads it",
    "path": "names its path",
    "folder": "adds it to the import path",
}


def listing(policy: "Policy", file: File, each: Use, reason: Reason) -> None:
    """All modules and data of what is listed; of the file's own package, where that is unknown."""
    if "/" in each.value:
        named_paths.named(policy.closure, file, each, reason)
        return
    if each.value.startswith("*."):
        # A folder of that name in any package that is kept.
        policy.patterns.setdefault(each.value + ".*", reason)
        policy.closure.undecided(file, each.line, "listing", "modules like %s.*" % each.value)
        return
    if each.value == "*":
        policy.listing_units.setdefault(file.unit, reason)
        policy.closure.undecided(file, each.line, "listing", "packages that texts and imports of %s name" % file.unit)
        return
    name = policy.absolute(file, each.value.rstrip("*").rstrip(".") or ".")
    if "*" in each.value and not policy.world.find(name):
        name = file.package
    count = 0
    for below in policy.world.below(name) if name else ():
        if not is_test(below) or is_test(name):
            policy.closure.keep_name(below, reason)
            count += 1
    if file.place != "app":
        policy.closure.undecided(file, each.line, "listing", "all %d modules below %s" % (count, name))


def resource(policy: "Policy", file: File, each: Use, reason: Reason) -> None:
    """The package is kept with its data; a folder that is no package is data of the one around it."""
    name = policy.absolute(file, each.value)
    if name.startswith("*."):
        policy.patterns.setdefault(name, reason)
    elif "*" in name:
        base = name.partition("*")[0].rpartition(".")[0]
        for below in policy.world.below(base) if base else ():
            policy.closure.keep_name(below, reason)
    elif name:
        policy.closure.keep_name(name, reason)


def group(policy: "Policy", file: File, scan: Scan, value: str, reason: Reason) -> None:
    """The distributions that have entry points of a group, with what those name."""
    if value == "*":
        policy.open_groups.append((file, scan, reason))
        return
    matching = re.compile("".join(".*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", value)) + "$")
    for one in policy.world.distributions:
        for name, entry, target in one.entry_points:
            if not matching.match(name):
                continue
            if name in OF_PROGRAMS and not is_program(file, scan, entry, one.key):
                continue
            policy.closure.keep_distribution(one.key, reason)
            take(policy, one.key, target, reason)


def open_groups(policy: "Policy") -> None:
    """Where a group is not known, those that texts of what is kept name."""
    for file, scan, reason in policy.open_groups:
        groups = {name for one in policy.world.distributions for name, _, _ in one.entry_points}
        for name in sorted(groups):
            if name in policy.values or (not DOTTED.match(name) and policy.words.issuperset(words_of(name))):
                group(policy, file, scan, name, reason)


def is_program(file: File, scan: Scan, entry: str, key: str) -> bool:
    """Whether a program is about this entry point: it has its name, or says it or its distribution's."""
    if file.path.rpartition("/")[2] in (entry, entry + ".py"):
        return True
    named = {text.value for text in scan.texts} | {each.value for each in scan.uses if each.what == "distribution"}
    return entry in named or key in {spelled(name) for name in named}


def take(policy: "Policy", unit: str, target: str, reason: Reason) -> None:
    """Import an entry point's target: "pkg.mod:attr [extra]"; a package by itself with all that is in it."""
    module = re.match(r"[\w.]*", target.strip())
    name = module.group() if module is not None else ""
    if not name:
        return
    policy.closure.keep_name(name, reason)
    if ":" not in target:
        for below in policy.world.below(name):
            policy.closure.keep_name(below, reason)


def distribution(policy: "Policy", value: str, reason: Reason) -> None:
    for one in policy.world.distributions if "*" in value else found(policy, value):
        policy.closure.keep_distribution(one.key, reason)


def found(policy: "Policy", value: str) -> Iterator[Distribution]:
    one = policy.units.distributions.get(spelled(re.split(r"[^\w.-]", value.strip())[0]))
    if one is not None:
        yield one


def spelled(name: str) -> str:
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def keep_path(policy: "Policy", path: str, reason: Reason) -> None:
    named_paths.keep(policy.closure, path, reason)
