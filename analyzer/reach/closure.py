"""The closure: from roots over what each file says to everything that the program can reach."""

import os
import re
from typing import Dict, List, NamedTuple, Optional, Set, Tuple

from image import Image, contains
from patterns import Matcher
from reach import named_paths, package_data, pickled, pool
from reach.module import Module
from reach.reached import File, Reached, Reason, Undecided
from reach.records import Import, Scan, unreadable
from reach.scan import scan_binary, scan_code, scan_data, scan_source
from reach.stdlib import CALLS, FACTS, IMPLIED, SUBTREES
from reach.units import APPLICATION, Units
from reach.world import World

LARGEST_DATA = 1 << 20
LARGEST_SOURCE = 1 << 24
WRAPPER = re.compile(rb"load_entry_point|EASY-INSTALL|sys\.argv\[0\] = re\.sub|sys\.exit\(\w+\(\)\)\s*$")
# Most of the files of a web application: they need no look.
NO_CODE = re.compile(
    r"\.(js|mjs|cjs|jsx|ts|tsx|css|scss|less|html?|md|rst|svg|png|jpe?g|gif|ico|webp|woff2?|ttf|eot|map|mo|po|pyc|so|"
    r"zip|gz|db|sqlite3?|c|h|cc|cpp|java|go|rs|lock|log|pdf|mp[34])$"
)
IMPORT = re.compile(rb"^[ \t]*(import|from)[ \t]+[\w.]+", re.MULTILINE)
LONGEST_LOOK = 1 << 16
PYTHON = re.compile(r"\.(py|pyw|pyi)$")


class Places(NamedTuple):
    """Where the program is: its working folder, its user's home, and the prefixes of its interpreter."""

    cwd: str
    home: str
    prefixes: Tuple[str, ...]


class Closure:
    """What is reached so far, and the files that are still to be read: in waves, so that each wave is
    scanned by all processors, and in the order of paths, so that equal images give equal chains."""

    def __init__(self, image: Image, world: World, drop: Matcher, places: Places) -> None:
        self.image = image
        self.world = world
        self.drop = drop
        self.home = places.home
        self.cwd = places.cwd
        self.prefixes = places.prefixes
        self.units = Units(world)
        self.reached = Reached()
        self.known: Dict[str, File] = {}
        self.wave: List[File] = []
        self.packages: List[Module] = []
        self.whole: Set[str] = set()
        # Packages' folders that a path names: code may put such a one on sys.path.
        self.named_packages: Dict[str, Reason] = {}
        self.libraries: Dict[str, Reason] = {}
        self.codes: List[Tuple[File, str]] = []
        self.import_folders = [entry.folder for entry in world.path.entries]
        self.fixed_folders = frozenset(self.import_folders)

    # What stays
    def keep_name(self, dotted: str, reason: Reason) -> Optional[str]:
        """Keep a module with the packages above it; the longest part of the name that is there."""
        words = dotted.split(".")
        found: Optional[str] = None
        for end in range(1, len(words) + 1):
            name = ".".join(words[:end])
            if not self.keep_module(name, reason):
                break
            found = name
        return found

    def keep_module(self, name: str, reason: Reason) -> bool:
        """Keep every file that import could take for a module whose parent is kept."""
        if name in self.reached.modules:
            return True
        every = [module for module in self.world.every(name) if not self.is_dropped(module)]
        if not every:
            return False
        self.reached.modules[name] = reason
        for module in every:
            self.keep_file(module, reason)
        if every[0].place == "stdlib":
            self.keep_implied(name, Reason("%s imports it by computed names or in C" % name, every[0].path, 0))
        return True

    def keep_implied(self, name: str, reason: Reason) -> None:
        """What a module of the standard library imports, and no statement of it says."""
        for other in IMPLIED.get(name, ()):
            start, star, _ = other.partition("*")
            for each in self.top_level() if star else [other]:
                if each.startswith(start):
                    self.keep_name(each, reason)
        if name in SUBTREES:
            self.keep_below(name, reason)

    def keep_name_exactly(self, dotted: str, reason: Reason) -> None:
        """Keep a module only where the whole name is one."""
        if dotted not in self.reached.modules and self.world.find(dotted) is not None:
            self.keep_name(dotted, reason)

    def is_dropped(self, module: Module) -> bool:
        path = module.path or (module.folders[0] if module.folders else "")
        return bool(path) and bool(self.drop.match(path, not module.path))

    def keep_file(self, module: Module, reason: Reason) -> None:
        if module.folders:
            self.packages.append(module)
        if not module.path:
            return
        unit = self.units.of_module(module)
        self.keep_distribution(unit, reason)
        self.reached.files.setdefault(module.path, reason)
        is_package = bool(module.folders)
        package = module.name if is_package else module.name.rpartition(".")[0]
        if module.place == "stdlib" and module.name.startswith(FACTS):
            return
        inside = module if module.kind == "zip" else None
        self.read(File(module.path, module.name, package, module.kind, module.place, unit, inside))

    def keep_distribution(self, unit: str, reason: Reason) -> None:
        """The metadata of a distribution, and what it has outside of import folders."""
        if unit in self.units.distributions:
            self.reached.distributions.setdefault(unit, reason)

    def keep_below(self, name: str, reason: Reason) -> int:
        """A whole package; the number of its modules."""
        names = [name] + self.world.below(name)
        for each in names:
            self.keep_name(each, reason)
        return len(names)

    def keep_unit(self, unit: str, reason: Reason) -> int:
        """All modules of a unit but its tests; the number of them. The application is kept whole anyway."""
        names = self.units.modules(unit)
        if unit not in self.whole:
            self.whole.add(unit)
            for name in names:
                self.keep_name(name, reason)
        return len(names)

    def keep_tree(self, path: str, reason: Reason) -> None:
        self.reached.trees.setdefault(path, reason)

    def undecided(self, file: File, line: int, kind: str, kept: str) -> None:
        self.reached.undecided.append(Undecided(file.path, line, kind, kept))

    def enter_packages(self) -> None:
        """The data beside the modules that were kept since the last time."""
        while self.packages:
            packages, self.packages = self.packages, []
            for module in packages:
                if module.kind != "zip" and module.place != "app":
                    unit = self.units.of_module(module)
                    reason = self.reached.modules[module.name]
                    walk = package_data.Walk(self, module, unit, reason)
                    for folder in module.folders:
                        if folder not in self.fixed_folders:
                            walk.folder(folder, module.name, True)

    def is_prefix(self, folder: str) -> bool:
        return any(contains(folder, prefix) for prefix in self.prefixes)

    def working_folders(self) -> List[str]:
        """What a relative path may start from: code that changes the folder names it, mostly."""
        return [self.cwd] + [path for path in self.reached.trees if self.image.is_folder(path)]

    def top_level(self) -> List[str]:
        """The names of all modules that stand in no package."""
        listings = (self.world.listings.of(entry.folder) for entry in self.world.path.entries)
        return sorted({name for listing in listings for name in self.world.members(listing)})

    # What is read

    def package_at(self, folder: str) -> Optional[str]:
        """The name by which import knows a folder, where it does."""
        name = self.world.naming.package_of(folder, 0)
        found = self.world.find(name) if name else None
        return name if found is not None and folder in found.folders else None

    def read_loose(self, path: str, reason: Reason) -> None:
        """A file that no import led to: a module where import knows it, else one of the application's."""
        name = self.world.module_of(path) if PYTHON.search(path) else None
        if name and self.world.find(name) is not None:
            self.keep_name(name, reason)
        if PYTHON.search(path) or self.is_script(path):
            package = name.rpartition(".")[0] if name else ""
            if name and path.rpartition("/")[2].startswith("__init__."):
                package = name
            # What an installer wrote for an entry point has texts of its distribution, not of the application.
            place, unit = ("packages", path) if self.is_wrapper(path) else ("app", APPLICATION)
            self.read(File(path, name or "", package, "source", place, unit, None))
        elif package_data.SETTINGS.search(path):
            self.read(File(path, "", "", "data", "app", APPLICATION, None))

    def is_wrapper(self, path: str) -> bool:
        return not PYTHON.search(path) and WRAPPER.search(self.image.read(path, 4096) or b"") is not None

    def read_code(self, path: str, text: str) -> None:
        """Code that stands in no file of its own: a command's, or a line that site runs."""
        self.codes.append((File(path, "", "", "code", "app", APPLICATION, None), text))

    def keep_path(self, path: str, reason: Reason) -> None:
        named_paths.keep(self, path, reason)

    def is_script(self, path: str) -> bool:
        """Whether a file of another name has code, as far as its beginning tells: a program, or a part of one
        that is loaded from its file."""
        if NO_CODE.search(path) or package_data.SETTINGS.search(path):
            return False
        start = self.image.read(path, LONGEST_LOOK) or b""
        is_program = start.startswith(b"#!") and b"python" in start[:256]
        return is_program or (b"\0" not in start and IMPORT.search(start) is not None)

    def read(self, file: File) -> None:
        key = file.path if file.inside is None else file.path + "/" + file.module
        if key not in self.known:
            self.known[key] = file
            self.wave.append(file)

    def has_more(self) -> bool:
        return bool(self.wave or self.codes)

    def next_wave(self) -> List[Tuple[File, Scan]]:
        wave = sorted(self.wave, key=lambda file: (file.path, file.module))
        codes, self.codes, self.wave = self.codes, [], []
        read = [(file, scan_source(text.encode("utf-8", "surrogateescape"), file.path)) for file, text in codes]
        return read + list(zip(wave, pool.scan(wave, self.scan, os.cpu_count() or 1)))

    def scan(self, file: File) -> Scan:
        """In a process of its own, maybe: nothing is changed here."""
        if file.inside is not None:
            data = self.world.read(file.inside)
        else:
            data = self.image.read(file.path, LARGEST_DATA if file.kind == "data" else LARGEST_SOURCE)
        if data is None:
            return unreadable("cannot be read")
        if file.kind == "extension":
            return scan_binary(data)
        if file.kind == "data":
            return scan_data_of(data, file.path)
        if file.kind == "bytecode" or (file.kind == "zip" and data[2:4] == b"\r\n"):
            return scan_code(data, file.path)
        scan = scan_source(data, file.path)
        if file.place != "stdlib":
            found = list(pickled.in_source(data))
            scan = scan._replace(texts=scan.texts + tuple(found) + tuple(pickled.translated(found)))
        for pattern, module in CALLS if file.place != "stdlib" else ():
            call = pattern.search(data)
            if call is not None:
                line = data.count(b"\n", 0, call.start()) + 1
                scan = scan._replace(imports=scan.imports + (Import(module, (), line, True),))
        return scan


def scan_data_of(data: bytes, path: str) -> Scan:
    """Settings, tables and pickles; whatever its name, a text that is Python may be run as such."""
    scan = scan_data(data, path)
    scan = scan._replace(texts=scan.texts + tuple(pickled.translated(list(scan.texts))))
    code = scan_source(data, path) if IMPORT.search(data) is not None else None
    if code is None or code.error:
        return scan
    return scan._replace(imports=code.imports, computed=code.computed, uses=scan.uses + code.uses, names=code.names)
