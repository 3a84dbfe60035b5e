"""Which shared libraries a set of ELF files needs: what ld.so would open, without running it."""

import re
from typing import Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

import elf
import ldcache
from findings import Findings
from image import Image, join

DEFAULT_FOLDERS = (
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
    "/lib64",
    "/usr/lib64",
    "/lib",
    "/usr/lib",
)
MUSL_DEFAULT = ("/lib", "/usr/local/lib", "/usr/lib")
MUSL_PATHS = "/etc/ld-musl-x86_64.path"
MUSL_OWN = re.compile(r"lib(c|pthread|rt|m|dl|util|xnet)\.")
CACHE = "/etc/ld.so.cache"

# Opened by name at run time, so no DT_NEEDED says so: libc opens libgcc_s to unwind a cancelled
# thread, and before glibc 2.34 NSS's files and dns modules were libraries of their own.
OPENED_BY_LIBC = ("libgcc_s.so.1", "libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2")

# Folders of plug-ins that a library opens, beside the library itself.
PLUGINS = {"libcrypto.so.3": ("ossl-modules",)}


class Need(NamedTuple):
    """A path as it was found (links and all), and the file that needs it."""

    path: str
    by: str


class Search:
    """The loader's search, with what it remembers: the cache file and the folders that exist."""

    def __init__(self, image: Image, env: Dict[str, str], findings: Findings) -> None:
        self.image = image
        self.findings = findings
        self.musl = False
        self.library_path = [p for p in env.get("LD_LIBRARY_PATH", "").replace(";", ":").split(":") if p]
        self.cache = ldcache.parse(image.read(CACHE) or b"")
        self.read: Dict[str, Optional[elf.Elf]] = {}

    def facts_of(self, real: str) -> Optional[elf.Elf]:
        if real not in self.read:
            self.read[real] = elf.read(self.image.host(real))
        return self.read[real]

    def system_folders(self) -> List[str]:
        if not self.musl:
            return list(DEFAULT_FOLDERS)
        listed = (self.image.read_text(MUSL_PATHS) or "").replace("\n", ":").split(":")
        return [folder.strip() for folder in listed if folder.strip()] or list(MUSL_DEFAULT)

    def candidates(self, name: str, file: elf.Elf, origin: str, inherited: Tuple[str, ...]) -> Iterator[str]:
        """Where the loader looks for ``name``, in its order: ld.so(8), and musl's ldso/dynlink.c."""
        if self.musl:
            own = tuple(self.library_path) + tuple(expanded(self.passed_on(file), origin)) + inherited
            for folder in own + tuple(self.system_folders()):
                yield join("/", folder + "/" + name)
            return
        own = () if file.runpath else file.rpath
        for folder in expanded(own, origin):
            yield join(folder, name)
        for folder in inherited:
            yield join(folder, name)
        for folder in self.library_path:
            yield join("/", folder + "/" + name)
        for folder in expanded(file.runpath, origin):
            yield join(folder, name)
        yield from self.cache.get(name, ())
        for folder in self.system_folders():
            yield join(folder, name)

    def passed_on(self, file: elf.Elf) -> Tuple[str, ...]:
        """The folders of a file that count for what its libraries need too: to musl, RUNPATH is RPATH."""
        if self.musl:
            return file.runpath or file.rpath
        return () if file.runpath else file.rpath

    def is_own(self, name: str) -> bool:
        """Whether the loader is that library: musl's is the whole C library, by any of these names."""
        return self.musl and MUSL_OWN.match(name) is not None

    def find(self, name: str, file: elf.Elf, origin: str, inherited: Tuple[str, ...]) -> List[str]:
        """Every path that some machine's loader may take: the first plain one, and the cache's
        builds for newer processors before it."""
        if "/" in name:
            return [name] if self.image.is_file(name) else []
        found: List[str] = []
        for path in self.candidates(name, file, origin, inherited):
            real = self.image.real(path)
            if path in found or not self.image.is_file(path):
                continue
            other = self.facts_of(real)
            if other is None or other.machine != file.machine:
                # As ld.so does: a file for another machine is passed over, not an error.
                continue
            found.append(path)
            if "glibc-hwcaps" not in path:
                break
        return found


def expanded(listed: Tuple[str, ...], origin: str) -> Iterator[str]:
    """Folders with $ORIGIN put in; other tokens ($LIB, $PLATFORM) name what no image was seen to use."""
    for folder in listed:
        path = folder.replace("${ORIGIN}", origin).replace("$ORIGIN", origin)
        if path.startswith("/"):
            yield path


class Start(NamedTuple):
    """A file to follow, the folder that $ORIGIN means in it, the RPATH that it inherits, and whether musl's loader
    would load it. To the loader the folder is where it found the file, whatever that is a link to; only of the
    program itself it knows where the links end."""

    path: str
    origin: str
    inherited: Tuple[str, ...]
    musl: bool


def closure(search: Search, programs: List[str], others: List[str], present: Set[str]) -> Iterator[Need]:
    """Each library and loader that ``programs`` and ``others`` (all canonical) need, once.

    ``others`` are loaded by the first program, so its RPATH counts for them. ``present`` are the
    names of libraries that the image keeps anyway; an app may have loaded one of them before, so
    a need that the search does not find but ``present`` holds, or that a library found before
    answers, is not missed."""
    first = search.facts_of(programs[0]) if programs else None
    search.musl = is_musl(first)
    inherited = tuple(expanded(search.passed_on(first), folder_of(programs[0]))) if first else ()
    todo = [Start(path, folder_of(path), (), is_musl(search.facts_of(path))) for path in reversed(programs)]
    todo = [Start(path, folder_of(path), inherited, search.musl) for path in reversed(others)] + todo
    seen: Set[str] = set()
    loaded = set(present)
    while todo:
        start = todo.pop()
        if start.path in seen:
            continue
        seen.add(start.path)
        file = search.facts_of(start.path)
        if file is None:
            continue
        search.musl = start.musl
        if file.interpreter and search.image.is_file(file.interpreter):
            yield Need(file.interpreter, start.path)
        chain = start.inherited + tuple(expanded(search.passed_on(file), start.origin))
        for name in file.needed:
            paths = search.find(name, file, start.origin, start.inherited)
            if not paths and name not in loaded and not search.is_own(name):
                search.findings.add(
                    "library-missing",
                    "%s needs %s, which is not where the loader looks" % (start.path, name),
                    "if the program runs in the source image, KEEP the library by its path",
                )
            for path in paths:
                loaded.add(name)
                yield Need(path, start.path)
                todo.append(Start(search.image.real(path), folder_of(path), chain, start.musl))
            for folder in PLUGINS.get(name, ()) if paths else ():
                beside = folder_of(search.image.real(paths[0])) + "/" + folder
                for plugin in search.image.names(beside):
                    yield Need(beside + "/" + plugin, search.image.real(paths[0]))
                    todo.append(Start(search.image.real(beside + "/" + plugin), beside, chain, start.musl))


def opened_by_libc(search: Search, program: str) -> Iterator[Need]:
    """The libraries that libc opens by name, where the image has them."""
    file = search.facts_of(program)
    if file is None or not file.needed:
        return
    search.musl = is_musl(file)
    for name in OPENED_BY_LIBC:
        for path in search.find(name, file, folder_of(program), ()):
            yield Need(path, "libc opens it by name")


def is_musl(program: Optional[elf.Elf]) -> bool:
    return program is not None and "musl" in program.interpreter


def folder_of(path: str) -> str:
    return path.rpartition("/")[0] or "/"
