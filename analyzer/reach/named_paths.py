"""Files and folders that code names by their paths: absolute ones, and those beside the file itself."""

from typing import TYPE_CHECKING, Iterator, List

import elf
from folders import NEVER_AN_APPLICATION
from image import contains, join
from keep import expand
from patterns import fixed_part
from reach.reached import File, Reason
from reach.records import Use
from reach.values import IMPORT_FOLDERS, PREFIX

if TYPE_CHECKING:
    from reach.closure import Closure

# Shared by many programs, each of which has its own part in it.
SHARED = NEVER_AN_APPLICATION.union(
    (
        "/usr/share/doc /usr/share/fonts /usr/share/i18n /usr/share/icons /usr/share/info /usr/share/licenses "
        "/usr/share/locale /usr/share/man /usr/share/mime /usr/share/pixmaps /usr/share/python3 /usr/games "
        "/usr/lib/x86_64-linux-gnu /usr/lib/locale /usr/lib/ssl /usr/local/include /usr/local/man /usr/src "
        "/etc/ssl /root /var/mail /var/spool"
    ).split()
)
BINS = ("/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/usr/games")
MOST_SCANNED = 20000


def named(closure: "Closure", file: File, each: Use, reason: Reason) -> None:
    for path in meant(closure, file, each.value):
        if each.what == "folder" and closure.image.is_folder(path):
            add_folder(closure, path, reason)
        elif path != closure.home and (file.place == "app" or (file.place == "packages" and path.count("/") > 1)):
            # A package's text such as "/files" is a part of an address or of another path, and a home by itself
            # is where paths begin.
            keep(closure, path, reason, whole=each.what == "listing")


def meant(closure: "Closure", file: File, value: str) -> Iterator[str]:
    """The paths of the image that a value leads to, which has "*" for what is not known."""
    if value.startswith((PREFIX, IMPORT_FOLDERS)):
        candidates = [above(place, value.partition("}")[2].lstrip("/")) for place in own_folders(closure, value)]
    elif value.startswith("~"):
        homes = [closure.home] if value.startswith("~/") or value == "~" else []
        candidates = [join(home, value[1:].lstrip("/")) for home in homes]
    elif value.startswith(("./", "../")):
        candidates = [above(file.path.rpartition("/")[0], value)]
    elif value.startswith("/"):
        candidates = [above("/", value)]
    else:
        candidates = [above(folder, value) for folder in closure.working_folders()]
    for path in candidates:
        if "*" not in path:
            yield path
        elif fixed_part(path)[0] not in SHARED.union(("", closure.home)):
            yield from expand(closure.image, path)


def own_folders(closure: "Closure", value: str) -> List[str]:
    """The interpreter's prefixes, with what Debian's own has in their place, or the folders of its imports."""
    if value.startswith(IMPORT_FOLDERS):
        return sorted(closure.fixed_folders)
    return sorted({join(prefix, part) for prefix in closure.prefixes for part in ("", "local")})


def above(folder: str, path: str) -> str:
    """``join``, with the steps upwards taken."""
    parts: List[str] = []
    for part in join(folder, path).split("/"):
        if part == "..":
            del parts[-1:]
        elif part:
            parts.append(part)
    return "/" + "/".join(parts)


def add_folder(closure: "Closure", path: str, reason: Reason) -> None:
    """Where imports look from then on: all of it stays, and its modules are found by name."""
    real = closure.image.real(path)
    if real in SHARED or any(real == folder for folder in closure.import_folders):
        return
    closure.import_folders.append(real)
    closure.world.add(real)
    keep(closure, path, reason, whole=True)
    for name in closure.image.names(real):
        for line in (closure.image.read_text(real + "/" + name) or "").splitlines() if name.endswith(".pth") else ():
            if not line.startswith(("#", "import ", "import\t")) and line.strip():
                added = above(real, line.strip())
                if closure.image.is_folder(added):
                    add_folder(closure, added, reason)


def keep(closure: "Closure", path: str, reason: Reason, whole: bool = False) -> None:
    """Keep what a path leads to. Of a package only ``whole`` means its modules too: its data stay with it."""
    image = closure.image
    real = image.real(path)
    if image.lstat(real) is None or image.is_hidden(real) or real in SHARED:
        return
    if not image.is_folder(real):
        keep_file(closure, path, real, reason)
        return
    if any(contains(real, folder) for folder in closure.import_folders if folder != real) or closure.is_prefix(real):
        return
    if real in closure.fixed_folders:
        return
    module = closure.package_at(real)
    if module:
        closure.keep_name(module, reason)
        if whole:
            for name in closure.world.below(module):
                closure.keep_name(name, reason)
        elif is_package(closure, real):
            closure.named_packages.setdefault(real, reason)
            return
    closure.keep_tree(path, reason)
    scan_tree(closure, real, reason)


def is_package(closure: "Closure", folder: str) -> bool:
    return any(name.partition(".")[0] == "__init__" for name in closure.image.names(folder))


def keep_file(closure: "Closure", path: str, real: str, reason: Reason) -> None:
    """A file; a program of the system is followed where it is started, not where it is named."""
    if real.rpartition("/")[0] in BINS and elf.read(closure.image.host(real)) is not None:
        return
    closure.keep_tree(path, reason)
    if any(contains(folder, real) for folder in closure.import_folders):
        module = closure.world.module_of(real)
        if module:
            closure.keep_name(module, reason)
            return
    closure.read_loose(real, reason)


def scan_tree(closure: "Closure", folder: str, reason: Reason) -> None:
    """Read the Python files and settings below a folder that is kept whole, as an application's."""
    todo = [folder]
    count = 0
    while todo and count < MOST_SCANNED:
        here = todo.pop()
        for name in closure.image.names(here):
            path = here + "/" + name
            status = closure.image.lstat(path)
            if status is None or closure.image.is_hidden(path) or closure.image.readlink(path) is not None:
                continue
            if closure.image.is_folder(path):
                todo.append(path)
            else:
                count += 1
                closure.read_loose(path, reason)
