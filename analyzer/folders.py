"""Which folders of the image make which layer."""

import re
from typing import AbstractSet, Iterator, List, NamedTuple, Optional, Set, Tuple

from findings import Findings
from image import Image, contains

PACKAGE_FOLDERS = ("site-packages", "dist-packages")

# Shared by the whole system: keeping one of these because a program stands in it would keep the image.
NEVER_AN_APPLICATION = frozenset(
    "/ /bin /boot /etc /home /lib /lib32 /lib64 /libx32 /media /mnt /opt /run /sbin /tmp /usr /usr/bin /usr/include "
    "/usr/lib /usr/lib64 /usr/libexec /usr/local /usr/local/bin /usr/local/lib /usr/local/sbin /usr/local/share "
    "/usr/sbin /usr/share /var /var/cache /var/lib /var/log /var/tmp".split()
)


class Folder(NamedTuple):
    """A canonical folder that is kept whole, but for other such folders in it."""

    path: str
    layer: str
    why: str


class Places(NamedTuple):
    """What the program's start says about folders, as it spells them."""

    stdlib: List[str]
    path: List[str]
    python_path: List[str]
    prefix: str
    base_prefixes: List[str]
    bins: List[str]
    workdir: str
    first: List[str]
    launched: List[Tuple[str, str]]
    environments: List[str]
    named: List[str]
    editable: List[str]


class Layout(NamedTuple):
    """The kept folders in the order of their paths, and the folders that import looks in."""

    folders: List[Folder]
    imports: List[str]
    prefixes: List[str]

    def layer_of(self, path: str, otherwise: str) -> str:
        """The layer of the innermost kept folder around a path."""
        around = [folder for folder in self.folders if contains(folder.path, path)]
        return max(around, key=lambda folder: len(folder.path)).layer if around else otherwise

    def inside(self, folder: Folder) -> Set[str]:
        """What a walk of ``folder`` must not enter: it is another folder's, or the interpreter's."""
        others = {other.path for other in self.folders}
        if folder.layer != "runtime":
            others.update(self.prefixes)
        return {path for path in others if path != folder.path and contains(folder.path, path)}


def arrange(image: Image, places: Places, findings: Findings) -> Layout:
    """Decide in this order: the standard library, packages, the application, and what is left of sys.path."""
    prefixes = [image.real(prefix) for prefix in places.base_prefixes]
    shared = NEVER_AN_APPLICATION.union(prefixes, (image.real(path) for path in places.bins))
    found = claim(image, [], library_folders(image, places))
    found = claim(image, found, package_folders(image, places))
    found = claim(image, found, application_folders(image, places, found, shared, findings))
    found = claim(image, found, other_folders(image, places, found, shared))
    imports = [image.real(path or places.workdir) for path in places.stdlib + places.path + places.first]
    return Layout(sorted(found), imports + [f.path for f in found if f.layer == "app"], prefixes)


def claim(image: Image, found: List[Folder], more: Iterator[Folder]) -> List[Folder]:
    """Add folders that are there and not claimed yet."""
    result = list(found)
    for folder in more:
        if image.is_folder(folder.path) and all(other.path != folder.path for other in result):
            result.append(folder)
    return result


def library_folders(image: Image, places: Places) -> Iterator[Folder]:
    for path in places.stdlib + [path for path in places.path if is_library(image, path)]:
        yield Folder(image.real(path), "runtime", "the standard library")


def package_folders(image: Image, places: Places) -> Iterator[Folder]:
    for path in places.path:
        if image.real(path).rpartition("/")[2] in PACKAGE_FOLDERS:
            yield Folder(image.real(path), "packages", "sys.path has it")


def application_folders(
    image: Image, places: Places, found: List[Folder], shared: AbstractSet[str], findings: Findings
) -> Iterator[Folder]:
    for path, why in applications(image, places):
        real = image.real(path)
        if real in shared:
            report_shared(image, real, why, places.bins, findings)
        elif not any(contains(folder.path, real) for folder in found):
            yield Folder(real, "app", why)


def other_folders(image: Image, places: Places, found: List[Folder], shared: AbstractSet[str]) -> Iterator[Folder]:
    """Folders that .pth files add, and virtual environments outside the application: the program's, and
    those of tools that start it."""
    wanted = [(path, "sys.path has it") for path in places.path] + [(places.prefix, "the virtual environment")]
    wanted += [(path, "a virtual environment that the entrypoint uses") for path in places.environments]
    for path, why in wanted:
        real = image.real(path)
        if real not in shared and not any(contains(folder.path, real) for folder in found):
            yield Folder(real, "packages", why)


def is_library(image: Image, path: str) -> bool:
    """A standard library that PYTHONHOME put there: by os.py, python's own landmark."""
    return bool(re.search(r"/python\d\.\d+$", path)) and image.is_file(path + "/os.py")


def applications(image: Image, places: Places) -> Iterator[Tuple[str, str]]:
    """The folders that the program calls its own."""
    yield places.workdir, "WORKDIR"
    for path in places.first:
        if image.is_folder(path):
            yield path, "sys.path[0]"
    yield from places.launched
    for path in places.python_path:
        if image.is_folder(path) and image.real(path).rpartition("/")[2] not in PACKAGE_FOLDERS:
            yield path, "PYTHONPATH"
    for path in places.named:
        yield path, "the entrypoint names it"
    for path in places.editable:
        yield path, "a project installed in place"


def report_shared(image: Image, real: str, why: str, bins: List[str], findings: Findings) -> None:
    """Say which modules are left out because they lie in a folder of the system."""
    if real in bins:
        return
    modules = [name for name in image.names(real) if is_module(image, real, name)]
    if modules:
        findings.add(
            "shared-folder",
            "%s is %s, which is never kept as an application's; the modules in it that are not named: %s"
            % (why, real, ", ".join(modules[:10]) + (" and more" if len(modules) > 10 else "")),
            "KEEP them, or give the program a folder of its own",
        )


def is_module(image: Image, folder: str, name: str) -> bool:
    path = folder.rstrip("/") + "/" + name
    return name.endswith(".py") or image.is_file(path + "/__init__.py") or image.is_file(path + "/__main__.py")


def named_paths(image: Image, words: List[str], cwd: str) -> List[str]:
    """Absolute paths of the image that a command line names, alone or after an equals sign."""
    found: List[str] = []
    for word in words:
        path: Optional[str] = word if word.startswith("/") else None
        if path is None and "=/" in word:
            path = word[word.index("=/") + 1 :]
        elif path is None and "/" in word and not word.startswith("-"):
            path = cwd.rstrip("/") + "/" + word
        if (
            path is not None
            and path not in found
            and image.lstat(image.real(path)) is not None
            and not image.is_hidden(image.real(path))
        ):
            found.append(path)
    return found
