"""Imports by statements, and by calls whose names are known: all branches count."""

from typing import Dict, List

from reach import named_paths
from reach.memory import Memory, Read, absolute
from reach.reached import File, Reason
from reach.records import Import, Scan
from reach.stdlib import IMPORTERS, OWN_TESTS, TWINS, UNUSED


class Imports:
    """``starred`` are the modules that a star import takes all of."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.closure = memory.closure
        self.starred: Dict[str, Reason] = {}

    def absorb(self, one: Read) -> None:
        for each in one.scan.imports:
            self.follow(one.file, each)
        told = {name for each in one.scan.imports for name in taken(each)} & IMPORTERS
        if told and one.file.place != "stdlib":
            # Of these, importlib alone takes relative names.
            self.memory.computes(one.file, any(name.startswith("importlib") for name in told))
        if one.file.module in self.starred:
            self.star(one.file.module, one.scan)

    def follow(self, file: File, each: Import) -> None:
        name = absolute(file, each.name)
        if not name or is_unused(file, name) or self.is_twin(file, name):
            return
        reason = Reason("imports it", file.path, each.line)
        found = self.closure.keep_name(name, reason)
        if found is None and each.name == name and file.place != "stdlib":
            self.beside(file, name, reason)
        for part in each.names:
            if part == "*":
                self.star_of(name, reason)
            elif found == name and self.closure.keep_module(name + "." + part, reason):
                self.memory.handed.setdefault(file.unit, set()).add(name + "." + part)
            elif found is not None and file.place != "stdlib":
                self.memory.unfound.setdefault(found, set()).add((name + "." + part)[len(found) + 1 :])
        if found is None and file.place != "stdlib":
            self.memory.nowhere.setdefault(name.partition(".")[0], reason)
        elif found is not None and found != name:
            self.memory.unfound.setdefault(found, set()).add(name[len(found) + 1 :])

    def is_twin(self, file: File, name: str) -> bool:
        """Whether a pure module is only asked for where a C module is missing that is there."""
        compiled = TWINS.get((file.module, name), "") if file.place == "stdlib" else ""
        return bool(compiled) and self.closure.keep_name(compiled, Reason("imports it", file.path, 0)) is not None

    def beside(self, file: File, name: str, reason: Reason) -> None:
        """A module that only a folder has that the program adds to its path: most often the file's own."""
        start = file.path.rpartition("/")[0] + "/" + name.partition(".")[0]
        for path in (start + ".py", start):
            if self.closure.image.lstat(path) is not None:
                named_paths.keep(self.closure, path, reason)

    def settle(self) -> None:
        """What no import folder has, and a folder has that a path names: code puts it on sys.path."""
        for folder in sorted(self.closure.named_packages):
            for name in sorted(self.memory.nowhere):
                start = folder + "/" + name
                if any(self.closure.image.lstat(path) is not None for path in (start, start + ".py")):
                    reason = self.closure.named_packages.pop(folder)
                    named_paths.add_folder(self.closure, folder, reason)
                    break

    def star_of(self, name: str, reason: Reason) -> None:
        """``from name import *``: what its __all__ names may be submodules."""
        if name not in self.starred:
            self.starred[name] = reason
            for one in self.memory.by_module.get(name, ()):
                self.star(name, one.scan)

    def star(self, name: str, scan: Scan) -> None:
        for text in scan.texts:
            if "." not in text.value:
                self.closure.keep_module(name + "." + text.value, self.starred[name])


def taken(each: Import) -> List[str]:
    return [each.name] + [each.name + "." + name for name in each.names]


def is_unused(file: File, name: str) -> bool:
    """What the standard library imports for its own tests, or for those who import it themselves."""
    if file.place != "stdlib":
        return False
    if name.partition(".")[0] == OWN_TESTS != file.module.partition(".")[0]:
        return True
    return any(name == other or name.startswith(other + ".") for other in UNUSED.get(file.module, ()))
