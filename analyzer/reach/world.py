"""What an import statement would find in the image, without importing."""

from typing import Dict, Iterator, List, Optional, Sequence, Set, Tuple

from folders import NEVER_AN_APPLICATION, PACKAGE_FOLDERS, Layout
from gather import Source
from image import Image
from reach import distributions, finders, paths, startup
from reach.archives import Archives
from reach.distributions import Distribution, Distributions
from reach.listing import INIT, File, Listing, Listings, Suffixes
from reach.module import Module as Module
from reach.naming import Naming
from reach.searchpath import Entry, Search, SearchPath, search_of

# What may follow a module in a dotted name: a class and its member.
MOST_BEHIND = 2
LARGEST = 1 << 24
# No program has names this deep or packages this large; an image that has is no reason to go on for ever.
DEEPEST = 64
MOST_BELOW = 200000


def world_of(source: Source) -> "World":
    return World(source.image, source.layout, search_of(source))


class World:
    """The search path of the program, with everything that changes it before the program's own code runs."""

    def __init__(self, image: Image, layout: Layout, search: Search) -> None:
        self.image = image
        self.builtins = search.builtins
        self.listings = Listings(image, Suffixes(search.suffixes))
        self.archives = Archives(image, self.listings)
        self.path = SearchPath(image, layout, self.archives, search)
        self.startup = list(startup.lines(self.listings, [image.real(path) for path in search.sites]))
        self.spaces = set(startup.namespaces(self.startup))
        # The finders that others' code has put into sys.meta_path are asked where sys.path has nothing.
        self.finders = finders.read(self.listings, self.startup)
        self.mapped_below = {p for name in self.finders.mapping for p in parents(name)}
        self.mapped_below.update(p for name in self.finders.namespaces for p in parents(name))
        self.found: Dict[str, Tuple[Module, ...]] = {}
        self.inner: Dict[str, str] = {}
        self.extended: Dict[str, Tuple[str, ...]] = {}
        self.filled: Dict[str, bool] = {}
        self.metadata: Optional[Distributions] = None
        self.naming = Naming(self.listings, self.folders_of)
        self.name_entries()

    def name_entries(self) -> None:
        for entry in self.path.entries:
            self.naming.names[entry.folder] = ""
            # Listed now, so that links to packages that lie elsewhere are known.
            self.listings.of(entry.folder)

    def add(self, path: str) -> None:
        """A folder that the program's code puts on sys.path. What was looked for so far is looked for again."""
        self.path.enter(path, False, self.path.place(self.image.real(path), "app"))
        self.name_entries()
        self.found.clear()
        self.extended.clear()

    def find(self, name: str) -> Optional[Module]:
        """As import finds it on sys.path."""
        found = self.every(name)
        return found[0] if found else None

    def every(self, name: str) -> Tuple[Module, ...]:
        """All files that import could take for it; the one that wins comes first. That is more than one where
        a C module has a plain twin, a package a file of its name, and where starts of the program differ."""
        found = self.found.get(name)
        if found is None:
            # Entered first, since a package's __path__ may lead back to it.
            self.found[name] = ()
            found = self.found[name] = tuple(self.look(name))
        return found

    def look(self, name: str) -> List[Module]:
        parent, _, tail = name.rpartition(".")
        if tail in ("", "__pycache__") or "/" in tail or name.count(".") > DEEPEST:
            return []
        if not parent:
            if name in self.builtins:
                return [Module(name, "", "builtin", (), "stdlib")]
            return self.naming.note(name, self.search(name, tail, self.path.entries))
        package = self.find(parent)
        if package is None:
            return []
        found = self.naming.note(name, self.search(name, tail, within(package.folders, package.place)))
        # What is there has a longer name too, and that is the one by which it is listed.
        return found or self.search(name, tail, within(self.added_folders(package), package.place))

    def search(self, name: str, tail: str, entries: Sequence[Entry]) -> List[Module]:
        """What the entries have, then what finders map; a namespace package where neither has a module."""
        found: List[Module] = []
        for entry in entries:
            here = self.in_folder(name, tail, entry)
            found += [module for module in here if module not in found]
            # A start without the entries before may reach what they shadow; nothing else is reached behind it.
            if here and entry.sure and here[0].place != "app":
                break
        found = found or self.mapped(name)
        portions = self.portions(name, tail, entries)
        if not found and (portions or name in self.mapped_below):
            place = self.path.place(portions[0], "packages") if portions else "app"
            return [Module(name, "", "namespace", tuple(portions), place)]
        return [self.extend(module, portions) for module in found] if len(portions) > 1 else found

    def in_folder(self, name: str, tail: str, entry: Entry) -> List[Module]:
        """The modules of one folder that have a name."""
        listing = self.listings.of(entry.folder)
        inner = listing.folders.get(tail)
        packages = self.listings.of(inner).modules.get(INIT, []) if inner is not None else []
        files = listing.modules.get(tail, [])
        found = [self.module(name, file, (inner,), entry) for file in lasting(packages) if inner is not None]
        found += [self.module(name, file, (), entry) for file in lasting(files)]
        if inner is not None and found and not packages and found[0].kind == "source":
            if paths.sets_path(self.read(found[0])):
                # A file that makes itself a package of the folder beside it.
                found[0] = found[0]._replace(folders=(inner,))
        return found

    def module(self, name: str, file: File, folders: Tuple[str, ...], entry: Entry) -> Module:
        place = self.path.place(file.path.rpartition("/")[0], entry.place)
        archive = self.archives.around(file.path) if self.archives.opened else None
        if archive is None:
            return Module(name, file.path, file.kind, folders, place)
        # The first is the one that import takes.
        self.inner.setdefault(name, file.path)
        return Module(name, archive, "zip", folders, place)

    def portions(self, name: str, tail: str, entries: Sequence[Entry]) -> List[str]:
        """Every folder of that name: a namespace package's __path__."""
        found = [self.listings.of(entry.folder).folders.get(tail) for entry in entries]
        named = [self.image.real(path) for path in self.finders.namespaces.get(name, ())]
        result: List[str] = []
        for folder in found + [path for path in named if self.image.is_folder(path)]:
            # Where sys.path has /, what lies there is no package for that.
            if folder is not None and folder not in result and folder not in NEVER_AN_APPLICATION:
                result.append(folder)
        return result

    def extend(self, module: Module, portions: List[str]) -> Module:
        """A package of the old kinds takes in the folders of its name."""
        if module.folders and (module.name in self.spaces or paths.is_extended(self.read(module))):
            return module._replace(folders=module.folders + tuple(p for p in portions if p not in module.folders))
        return module

    def mapped(self, name: str) -> List[Module]:
        """What a finder of a project installed in place has for a name."""
        path = self.finders.mapping.get(name)
        if path is None:
            return []
        folder, _, tail = self.image.real(path).rpartition("/")
        entry = Entry(folder, True, "app")
        listing = self.listings.of(folder)
        if tail not in listing.files:
            return self.in_folder(name, tail, entry)
        stem = tail.partition(".")[0]
        files = [file for file in listing.modules.get(stem, []) if file.path == listing.files[tail]]
        return [self.module(name, file, (folder,) if stem == INIT else (), entry) for file in files]

    def added_folders(self, package: Module) -> Tuple[str, ...]:
        """Folders that a module's code adds to its __path__: in its own, or beside a file that is no package."""
        if package.kind not in ("source", "zip"):
            return ()
        if package.name not in self.extended:
            names = paths.added(self.read(package))
            base = package.folders[0] if package.folders else package.path.rpartition("/")[0]
            inside = (self.listings.folder(base, name) for name in names)
            self.extended[package.name] = tuple(path for path in inside if path is not None)
        return self.extended[package.name]

    def longest(self, dotted: str) -> Optional[Module]:
        """The longest prefix that is a module, where at most two words follow it."""
        name = dotted
        for _ in range(MOST_BEHIND + 1):
            found = self.find(name)
            if found is not None or "." not in name:
                return found
            name = name.rpartition(".")[0]
        return None

    def children(self, name: str) -> List[str]:
        """The full names of the direct submodules; folders without an __init__ count where a module is below.
        Those of "" are all that can be imported by one word."""
        if not name:
            tops = {member for entry in self.path.entries for member in self.members(self.listings.of(entry.folder))}
            return sorted(tops.union(self.builtins, (top for top in self.finders.mapping if "." not in top)))
        package = self.find(name)
        if package is None:
            return []
        found: Set[str] = set()
        for folder in package.folders:
            found.update(self.members(self.listings.of(folder)))
        if name in self.mapped_below:
            start = name + "."
            tails = [key[len(start) :] for key in self.finders.mapping if key.startswith(start)]
            found.update(tail for tail in tails if "." not in tail)
        return [name + "." + tail for tail in sorted(found)]

    def members(self, listing: Listing) -> Iterator[str]:
        for stem in listing.modules:
            if stem != INIT:
                yield stem
        for name, folder in listing.folders.items():
            if "." in name or name == "__pycache__" or name in PACKAGE_FOLDERS or folder in NEVER_AN_APPLICATION:
                continue
            if INIT in self.listings.of(folder).modules or (name.isidentifier() and self.has_modules(folder, 0)):
                yield name

    def has_modules(self, folder: str, depth: int) -> bool:
        """Whether a module lies in a folder or below it."""
        known = self.filled.get(folder)
        if known is None:
            # Entered first, since links may lead back.
            self.filled[folder] = False
            listing = self.listings.of(folder)
            known = bool(listing.modules) or any(
                name.isidentifier() and name != "__pycache__" and self.has_modules(inner, depth + 1)
                for name, inner in listing.folders.items()
                if depth < DEEPEST
            )
            self.filled[folder] = known
        return known

    def below(self, name: str) -> List[str]:
        """The full names of all submodules, however deep. A link back to a folder above ends the way."""
        found: List[str] = []
        todo = [(name, frozenset(self.folders_of(name)))]
        while todo and len(found) < MOST_BELOW:
            parent, above = todo.pop()
            for child in self.children(parent):
                folders = self.folders_of(child)
                found.append(child)
                if (folders and not above.issuperset(folders)) or child in self.mapped_below:
                    todo.append((child, above.union(folders)))
        return sorted(found)

    def folders_of(self, name: str) -> Tuple[str, ...]:
        """A package's __path__; nothing for a module that is none."""
        found = self.find(name)
        return found.folders if found is not None else ()

    def read(self, module: Module) -> Optional[bytes]:
        """The content of a module's file, out of an archive too."""
        if module.kind == "zip":
            return self.archives.read(self.inner.get(module.name, ""), LARGEST)
        return self.listings.content(module.path, LARGEST) if module.path else None

    def links(self, path: str) -> Tuple[str, ...]:
        """The symbolic links that import goes through on its way to a file or folder."""
        return self.listings.links(path)

    def module_of(self, path: str) -> Optional[str]:
        """The name by which import finds a file."""
        known = self.naming.names.get(path)
        if known:
            return known
        for name in self.naming.candidates(path):
            if any(module.path == path for module in self.every(name)):
                return name
        return None

    @property
    def installed(self) -> Distributions:
        """What is installed, read when it is first asked for."""
        if self.metadata is None:
            folders = [entry.folder for entry in self.path.entries]
            self.metadata = distributions.find(self.image, self.listings, self.archives, folders)
        return self.metadata

    @property
    def distributions(self) -> List[Distribution]:
        """Each distribution once: where it is there twice, the one that importlib.metadata finds."""
        return list(self.installed.by_key.values())

    def distribution_of(self, path: str) -> Optional[Distribution]:
        return self.installed.owner(path)


def lasting(files: List[File]) -> List[File]:
    """A .pyc counts where it is alone: beside its source it is never looked at."""
    has_source = any(file.kind == "source" for file in files)
    return [file for file in files if not has_source or file.kind != "bytecode"]


def within(folders: Sequence[str], place: str) -> List[Entry]:
    return [Entry(folder, True, place) for folder in folders]


def parents(name: str) -> Iterator[str]:
    """a.b.c: a.b, a"""
    while "." in name:
        name = name.rpartition(".")[0]
        yield name
